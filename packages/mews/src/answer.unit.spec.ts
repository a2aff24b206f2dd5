import { describe, expect, it } from 'vitest'
import { toMessage, toPage } from './answer.ts'

describe('toPage', () => {
  it('gives the entities and the cursor', () => {
    const body = Buffer.from(JSON.stringify({ Resources: [{ Id: 'r1' }], Cursor: 'c1' }))

    expect(toPage(body, 'Resources')).toEqual({ kind: 'page', items: [{ Id: 'r1' }], cursor: 'c1' })
  })

  it.each(['{"Resources":null,"Cursor":null}', '{}'])('takes a list that is null or absent as empty: %s', (body) => {
    expect(toPage(Buffer.from(body), 'Resources')).toEqual({ kind: 'page', items: [], cursor: undefined })
  })

  it.each(['', '<html>', 'null', '42', '{"Resources":{}}', '{"Resources":"none"}', '{"Resources":[{"Id"'])(
    'takes %j for no page, so that nothing is called absent that may be there',
    (body) => {
      expect(toPage(Buffer.from(body), 'Resources')).toEqual({ kind: 'unreachable', cause: 'not-json' })
    },
  )
})

describe('toMessage', () => {
  it('gives what Mews says of an error', () => {
    expect(toMessage('{"Message":"Invalid CustomerIds"}')).toBe('Invalid CustomerIds')
  })

  it('shortens it to 200 characters', () => {
    expect(toMessage(JSON.stringify({ Message: 'x'.repeat(1_000) }))).toHaveLength(200)
  })

  it.each(['', '<html>Bad gateway</html>', 'null', '[]', '{"Message":{}}'])('is empty for %j', (body) => {
    expect(toMessage(body)).toBe('')
  })
})
