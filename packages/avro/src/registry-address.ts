import { AvroError } from './errors.ts'

/** Where a registry is, with its credentials kept apart from what may be shown. */
export type RegistryAddress = {
  /** Base of the API without a slash at the end and without credentials: safe to log. */
  readonly base: string
  /** Value of the Authorization header, if the URL had credentials. */
  readonly authorization: string | undefined
}

/**
 * Takes the credentials out of a registry's URL.
 *
 * @param login - credentials that stand elsewhere, and count instead
 * @throws AvroError `registry.url` for what is no http(s) URL. The message does not repeat it: it may hold a password.
 */
export function toRegistryAddress(
  url: string,
  login?: { readonly username: string; readonly password: string },
): RegistryAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) {
    throw new AvroError('registry.url', 'The schema registry needs an address like http://host:8081/apis/ccompat/v7')
  }
  const base = `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, '')
  if (login) return { base, authorization: toBasic(login.username, login.password) }
  if (parsed.username === '' && parsed.password === '') return { base, authorization: undefined }
  return { base, authorization: toBasic(decode(parsed.username), decode(parsed.password)) }
}

function toBasic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new AvroError('registry.url', "The credentials in the schema registry's address are not percent-encoded")
  }
}
