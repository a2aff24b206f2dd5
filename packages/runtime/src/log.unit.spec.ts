import { describe, expect, it } from 'vitest'
import { createLogger } from './log.ts'

const secret = 'C66EF7B239D24632943D115EDE9CB810'

function capture() {
  const lines: string[] = []
  const log = createLogger({ service: 'test', level: 'trace', destination: { write: (line) => void lines.push(line) } })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') }
}

describe('createLogger', () => {
  it('writes one object a line, with service, level as a word and time', () => {
    const { log, last } = capture()

    log.info({ topic: 'mews.events.x' }, 'published')

    expect(last()).toMatchObject({ service: 'test', level: 'info', topic: 'mews.events.x', msg: 'published' })
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it('hides secret fields at any depth, and in the fields of a child', () => {
    const { log, lines, last } = capture()

    log.child({ AccessToken: secret }).warn({ request: [{ body: { ClientToken: secret, Count: 3 } }] })

    expect(lines.join()).not.toContain(secret)
    expect(last()).toMatchObject({ AccessToken: '[redacted]', request: [{ body: { Count: 3 } }] })
  })

  it.each([
    ['a URL', `GET http://h/webhooks/mews?Token=${secret}&x=1 failed`],
    ['an encoded URL', `redirect http%3A%2F%2Fh%3FToken%3D${secret}`],
    ['JSON', `answer was {"AccessToken":"${secret}","Client":"x"}`],
    ['a cookie', `Cookie: ClientToken=${secret}; AccessToken=${secret}`],
    ['a header', `Authorization: Basic ${secret}`],
    ['the user part of an address', `connect to https://me:${secret}@registry:8081/x failed`],
  ])('hides a secret in %s, wherever the text stands', (_where, text) => {
    const { log, lines } = capture()
    const error = new Error(text, { cause: new Error(text) })

    log.info(text)
    log.info('%s and %j', text, { text })
    log.error(error)
    log.error({ err: error, response: { text } }, 'failed')
    log.error({ err: new AggregateError([error], text) })

    expect(lines).toHaveLength(5)
    for (const line of lines) expect(JSON.parse(line).level).toMatch(/info|error/)
    expect(lines.join()).not.toContain(secret)
  })

  it('keeps what an error says: type, message, stack, code and cause', () => {
    const { log, last } = capture()

    log.error({ err: Object.assign(new TypeError('no', { cause: new Error('why') }), { code: 'E_NO' }) })

    expect(last().err).toMatchObject({ type: 'TypeError', message: 'no', code: 'E_NO', cause: { message: 'why' } })
    expect(last().err.stack).toContain('log.unit.spec')
  })

  it('writes no binary data, and no more than eight levels', () => {
    const { log, last } = capture()
    const loop: Record<string, unknown> = { bytes: Buffer.from('guest') }
    loop['self'] = loop

    log.info(loop)

    expect(last().bytes).toBe('[5 bytes]')
    expect(JSON.stringify(last())).toContain('[too deep]')
  })
})
