import { describe, expect, it } from 'vitest'
import { renderExport } from './render-export.ts'

const whereabouts = {
  brokers: '127.0.0.1:9092,127.0.0.1:9093',
  registryUrl: 'http://127.0.0.1:8081/apis/ccompat/v7',
  topicPrefix: 'mews',
  bellhop: {
    groupId: 'mews-enricher',
    directoryFile: '/tmp/bellhop-1/directory.json',
    ingress: { adminUrl: 'http://127.0.0.1:1001' },
    enricher: () => ({ adminUrl: 'http://127.0.0.1:1002' }),
  },
}

describe('the line for another shell', () => {
  it('says all that the operator’s command must know of this Bellhop, by the names that it reads', () => {
    expect(renderExport(whereabouts)).toBe(
      'export KAFKA_BROKERS=127.0.0.1:9092,127.0.0.1:9093 SCHEMA_REGISTRY_URL=http://127.0.0.1:8081/apis/ccompat/v7' +
        ' TOPIC_PREFIX=mews GROUP_ID=mews-enricher DIRECTORY_FILE=/tmp/bellhop-1/directory.json' +
        ' INGRESS_ADMIN=127.0.0.1:1001 ENRICHER_ADMIN=127.0.0.1:1002',
    )
  })

  it('quotes what a shell would take apart', () => {
    const bellhop = { ...whereabouts.bellhop, directoryFile: "/tmp/the guest's/directory.json" }

    expect(renderExport({ ...whereabouts, bellhop })).toContain(
      String.raw` DIRECTORY_FILE='/tmp/the guest'\''s/directory.json' `,
    )
  })
})
