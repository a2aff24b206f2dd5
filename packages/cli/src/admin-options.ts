import { Option } from 'commander'

/** `--ingress-admin` or `--enricher-admin`: where a service shows health and metrics; several where there are several. */
export function adminOption(service: 'ingress' | 'enricher', byDefault: string): Option {
  const description = `where each ${service} shows health and metrics, as host:port`
  return new Option(`--${service}-admin <address...>`, description).default([byDefault], byDefault)
}
