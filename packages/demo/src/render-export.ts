import type { Bellhop } from './open-bellhop.ts'

/** Where a Bellhop of this machine is, as far as the operator's command must be told. */
export type Whereabouts = {
  readonly brokers: string
  readonly registryUrl: string
  readonly topicPrefix: string
  readonly bellhop: Pick<Bellhop, 'directoryFile' | 'groupId'> & {
    readonly ingress: Pick<Bellhop['ingress'], 'adminUrl'>
    readonly enricher: () => Pick<Bellhop['ingress'], 'adminUrl'>
  }
}

/** Says a line for another shell, after which `bellhop` and any reader of the topics find this Bellhop. Pure. */
export function renderExport({ brokers, registryUrl, topicPrefix, bellhop }: Whereabouts): string {
  const variables = {
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    TOPIC_PREFIX: topicPrefix,
    GROUP_ID: bellhop.groupId,
    DIRECTORY_FILE: bellhop.directoryFile,
    INGRESS_ADMIN: hostOf(bellhop.ingress.adminUrl),
    ENRICHER_ADMIN: hostOf(bellhop.enricher().adminUrl),
  }
  return `export ${Object.entries(variables)
    .map(([name, value]) => `${name}=${toWord(value)}`)
    .join(' ')}`
}

function hostOf(url: string): string {
  return new URL(url).host
}

/** A value as one word of a shell. */
function toWord(value: string): string {
  return /^[\w./:,@%+-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
}
