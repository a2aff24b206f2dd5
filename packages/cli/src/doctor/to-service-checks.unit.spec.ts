import { describe, expect, it } from 'vitest'
import type { AdminAnswer } from '../ask-admin.ts'
import { toServiceCheck, toSpoolCheck } from './to-service-checks.ts'

const away: AdminAnswer = { address: '127.0.0.1:9464', isThere: false, why: 'connect ECONNREFUSED' }
const answering = (isReady: boolean, reasons: readonly string[], spoolBytes = 0, ageSeconds = 0): AdminAnswer => ({
  address: '127.0.0.1:9464',
  isThere: true,
  readiness: { isReady, reasons },
  samples: [
    { name: 'bellhop_ingress_spool_bytes', labels: {}, value: spoolBytes },
    { name: 'bellhop_ingress_spool_age_seconds', labels: {}, value: ageSeconds },
  ],
})

describe('a service', () => {
  it('that is ready is fine', () => {
    expect(toServiceCheck('ingress', answering(true, []))).toMatchObject({ isFine: true })
  })

  it.each([
    [true, 'degraded'],
    [false, 'not ready'],
  ])('that says why it is not as it should be (ready: %s) is told of in its own words', (isReady, word) => {
    const check = toServiceCheck('ingress', answering(isReady, ['the brokers are away']))

    expect(check).toMatchObject({ isFine: false, text: `127.0.0.1:9464 is ${word}: the brokers are away` })
  })

  it('that does not answer is wrong, and it is said how to name another address', () => {
    expect(toServiceCheck('enricher', away)).toMatchObject({
      isFine: false,
      text: expect.stringContaining('ECONNREFUSED'),
      remedy: expect.stringContaining('--enricher-admin'),
    })
  })
})

describe('the spool', () => {
  it('is fine while it is empty or drains', () => {
    expect(toSpoolCheck([answering(true, [])])).toMatchObject({ isFine: true, text: 'empty' })
    expect(toSpoolCheck([answering(true, [], 600, 5)])).toMatchObject({ isFine: true })
  })

  it('is wrong when a webhook lies in it for long', () => {
    expect(toSpoolCheck([answering(true, [], 600, 125)])).toMatchObject({
      isFine: false,
      text: '600 bytes, the oldest webhook of 2 min 5 s ago',
    })
  })

  it('is not known where no ingress answers', () => {
    expect(toSpoolCheck([away]).isFine).toBeUndefined()
  })
})
