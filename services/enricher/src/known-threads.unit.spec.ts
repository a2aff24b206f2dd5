import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { createKnownThreads, maxThreads } from './known-threads.ts'

const grand = credentialOf('grand')

describe('known threads', () => {
  it('come last heard of first, and are kept apart by credential', () => {
    const known = createKnownThreads()

    known.hear(grand, ['a', 'b', 'c'])
    known.hear(grand, ['a'])
    known.hear(credentialOf('petite'), ['z'])

    expect(known.of(grand)).toEqual(['a', 'c', 'b'])
  })

  it('forget those not heard of for longest, never the one just named', () => {
    const known = createKnownThreads()
    known.hear(grand, ['old'])
    known.hear(
      grand,
      Array.from({ length: maxThreads - 1 }, (_, nth) => `t${nth}`),
    )

    known.hear(grand, ['new', 'old'])

    expect(known.of(grand)).toHaveLength(maxThreads)
    expect(known.of(grand).slice(0, 2)).toEqual(['old', 'new'])
    expect(known.of(grand)).not.toContain('t0')
  })

  it('remember how far the last listing went', () => {
    const known = createKnownThreads()
    expect(known.isListed(grand, 0, 0)).toBe(false)

    known.listed(grand, 100, 500)

    expect(known.isListed(grand, 100, 500)).toBe(true)
    expect(known.isListed(grand, 99, 500)).toBe(false)
    expect(known.isListed(grand, 100, 501)).toBe(false)
    expect(known.isListed(credentialOf('petite'), 100, 500)).toBe(false)
  })
})
