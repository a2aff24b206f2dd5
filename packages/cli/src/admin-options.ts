import { CommaList } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { InvalidArgumentError, Option } from 'commander'

const addressPattern = String.raw`^(https?://)?\S+:\d{1,5}(/\S*)?$`

const adminList = (service: string, byDefault: string) =>
  CommaList(Type.String({ pattern: addressPattern }), {
    default: [byDefault],
    description: `Where each ${service} shows health and metrics. A name of several hosts means all of them.`,
    expected: 'a comma-separated list of host:port',
  })

/** The variables of the environment that say where the services show health and metrics. */
export const adminAddresses = {
  INGRESS_ADMIN: adminList('ingress', '127.0.0.1:9464'),
  ENRICHER_ADMIN: adminList('enricher', '127.0.0.1:9465'),
}

/** `--ingress-admin` or `--enricher-admin`, instead of what the environment says; given several times they add up. */
export function adminOption(service: 'ingress' | 'enricher'): Option {
  const variable = service === 'ingress' ? 'INGRESS_ADMIN' : 'ENRICHER_ADMIN'
  const description = `where each ${service} shows health and metrics; without it ${variable}, or ${adminAddresses[variable].default}. A name of several hosts means all of them`
  return new Option(`--${service}-admin <host:port,...>`, description).argParser(
    (text, before: readonly string[] | undefined) => [...(before ?? []), ...readAddresses(text)],
  )
}

/** @throws InvalidArgumentError for anything but addresses */
function readAddresses(text: string): readonly string[] {
  const addresses = text.split(',').flatMap((address) => address.trim() || [])
  if (addresses.length > 0 && addresses.every((address) => new RegExp(addressPattern).test(address))) return addresses
  throw new InvalidArgumentError('Addresses are host:port, with commas between them.')
}
