import type { SpanStart } from '@bellhop/runtime'
import { describe, expect, it, vi } from 'vitest'
import type { Draft } from './draft.ts'
import { decodeEntry, encodeEntry } from './encode-entry.ts'
import { beginWebhookTrace } from './trace-webhook.ts'

const own = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const receipt = { webhookId: 'webhook', receivedAt: 0 }
const draft: Draft = {
  topic: 'mews.integrations',
  key: 'i',
  recordName: 'integration',
  value: Object.create(null),
}

function open(headers = {}) {
  const begun: SpanStart[] = []
  const end = vi.fn()
  const beginSpan = (start: SpanStart) => {
    begun.push(start)
    return { traceparent: own, end }
  }
  return { trace: beginWebhookTrace(beginSpan, { headers }, 5), begun, end }
}

describe('the trace of a webhook', () => {
  it('goes on with the trace that the webhook names', () => {
    const parent = own.replace('00f067aa0ba902b7', 'a0f067aa0ba902b7')

    expect(open({ traceparent: parent }).begun).toMatchObject([{ kind: 'server', parent, startedAt: 5 }])
    expect(open().begun[0]?.parent).toBeUndefined()
  })

  it('is carried by its records, through the spool too', () => {
    const marked = open().trace.mark([draft], receipt)

    expect(marked).toEqual([{ ...draft, traceparent: own }])
    expect(decodeEntry(encodeEntry(marked))).toEqual(marked)
  })

  it('ends with the answer, and says what the webhook was', () => {
    const { trace, end } = open()
    trace.mark([draft], receipt)

    trace.answered(204, 'integration')

    expect(end).toHaveBeenCalledExactlyOnceWith(
      {
        'bellhop.webhook_id': 'webhook',
        'bellhop.records': 1,
        'bellhop.outcome': 'integration',
        'http.response.status_code': 204,
      },
      undefined,
    )
  })

  it('has failed where the answer is 503', () => {
    const { trace, end } = open()

    trace.answered(503, 'unavailable')

    expect(end.mock.calls[0]?.[1]).toBe('unavailable')
  })
})
