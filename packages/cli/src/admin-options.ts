import { CommaList } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { Option } from 'commander'

const adminList = (service: string, byDefault: string) =>
  CommaList(Type.String({ pattern: String.raw`^(https?://)?\S+:\d{1,5}$` }), {
    default: [byDefault],
    description: `Where each ${service} shows health and metrics. A name of several hosts means all of them.`,
    expected: 'a comma-separated list of host:port',
  })

/** The variables of the environment that say where the services show health and metrics. */
export const adminVariables = {
  INGRESS_ADMIN: adminList('ingress', '127.0.0.1:9464'),
  ENRICHER_ADMIN: adminList('enricher', '127.0.0.1:9465'),
}

/** `--ingress-admin` or `--enricher-admin`, instead of what the environment says. */
export function adminOption(service: 'ingress' | 'enricher'): Option {
  const description = `where each ${service} shows health and metrics; without it ${service.toUpperCase()}_ADMIN`
  return new Option(`--${service}-admin <host:port,...>`, description).argParser((text) =>
    text.split(',').filter((address) => address !== ''),
  )
}
