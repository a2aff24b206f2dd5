import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Value } from '@sinclair/typebox/value'
import { findConflicts, findUrlProblems } from './check-directory.ts'
import { type Credential, type Directory, type LaneSource, type Lanes, toLanes } from './directory.ts'
import { type DirectoryFile, DirectoryFileSchema, type TextSource } from './directory-schema.ts'
import { DirectoryError } from './errors.ts'

/** Looks a text up, given in place, as `{ env }` or as `{ file }`; empty where there is nothing. */
type ReadText = (where: string, source: TextSource) => Promise<string>

/**
 * Reads the directory with its secrets, for the enricher. Paths in it are relative to its own folder.
 *
 * @throws DirectoryError with every problem: unreadable, not JSON, wrong shape, an empty or missing secret, a conflict.
 */
export async function readDirectory(path: string, env: NodeJS.ProcessEnv): Promise<Directory> {
  const file = await readShape(path)
  const { text, problems } = createReader(env, dirname(path))
  const credentials: Credential[] = []
  for (const [index, given] of file.credentials.entries()) {
    const at = `credentials[${index}]`
    credentials.push({
      ...(await readLaneSource(text, at, given)),
      chainIds: await Promise.all((given.chainIds ?? []).map((id, i) => text(`${at}.chainIds[${i}]`, id))),
      accessToken: await text(`${at}.accessToken`, given.accessToken),
      requestsPerWindow: given.requestsPerWindow ?? 200,
      windowSeconds: given.windowSeconds ?? 30,
    })
  }
  const directory = {
    baseUrl: await text('baseUrl', file.baseUrl),
    client: await text('client', file.client ?? 'Bellhop 1.0.0'),
    clientToken: await text('clientToken', file.clientToken),
    credentials,
  }
  if (directory.baseUrl !== '') problems.push(...findUrlProblems(directory.baseUrl))
  problems.push(...findConflicts(credentials))
  if (problems.length > 0) throw new DirectoryError(path, problems)
  return directory
}

/**
 * Reads the lanes alone, for the ingress: enterprises, names and chains, never a secret.
 *
 * @throws DirectoryError with every problem but those of secrets, which are not looked at.
 */
export async function readDirectoryLanes(path: string, env: NodeJS.ProcessEnv): Promise<Lanes> {
  const file = await readShape(path)
  const { text, problems } = createReader(env, dirname(path))
  const sources = await Promise.all(
    file.credentials.map((given, index) => readLaneSource(text, `credentials[${index}]`, given)),
  )
  problems.push(...findConflicts(sources))
  if (problems.length > 0) throw new DirectoryError(path, problems)
  return toLanes(sources)
}

async function readLaneSource(
  text: ReadText,
  at: string,
  { name, chain, enterpriseIds }: DirectoryFile['credentials'][number],
): Promise<LaneSource> {
  return {
    name: await text(`${at}.name`, name),
    chain: chain === undefined ? undefined : await text(`${at}.chain`, chain),
    enterpriseIds: await Promise.all(enterpriseIds.map((id, i) => text(`${at}.enterpriseIds[${i}]`, id))),
  }
}

async function readShape(path: string): Promise<DirectoryFile> {
  const json = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DirectoryError(path, [`it cannot be read (${error.code ?? error.message})`])
  })
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    // The parser's message quotes the text around the fault, which may be a token.
    throw new DirectoryError(path, ['it is not JSON'])
  }
  const problems = [...Value.Errors(DirectoryFileSchema, value)].map(
    ({ path: at, message }) =>
      `${
        at === ''
          ? 'the file'
          : at
              .slice(1)
              .replace(/\/(\d+)/g, '[$1]')
              .replaceAll('/', '.')
      }: ${message.toLowerCase()}`,
  )
  if (problems.length > 0) throw new DirectoryError(path, problems)
  return Value.Decode(DirectoryFileSchema, value)
}

/** Reads texts from their sources, and notes which of them are empty or missing. */
function createReader(env: NodeJS.ProcessEnv, folder: string): { text: ReadText; problems: string[] } {
  const problems: string[] = []
  const read = async (source: TextSource): Promise<string | undefined> => {
    if (typeof source === 'string') return source.trim()
    if ('env' in source) return env[source.env]?.trim()
    return readFile(resolve(folder, source.file), 'utf8').then(
      (text) => text.trim(),
      () => undefined,
    )
  }
  const text: ReadText = async (where, source) => {
    const value = (await read(source)) ?? ''
    if (value === '') problems.push(`${where} is ${describe(source)}, which is empty or missing`)
    return value
  }
  return { text, problems }
}

function describe(source: TextSource): string {
  if (typeof source === 'string') return 'text'
  return 'env' in source ? `the variable ${source.env}` : `the file ${source.file}`
}
