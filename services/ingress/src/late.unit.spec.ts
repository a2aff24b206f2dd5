import { describe, expect, it } from 'vitest'
import { keepLate } from './late.ts'

function createPart() {
  const closed: string[] = []
  return { closed, part: { value: 'part', close: async () => void closed.push('part') } }
}

describe('keepLate', () => {
  it('has nothing until the part is open', async () => {
    const { part } = createPart()

    const { value: late } = keepLate(Promise.resolve(part))
    const before = late.current()

    expect(before).toBeUndefined()
    expect(await late.opened).toBe('part')
    expect(late.current()).toBe('part')
  })

  it('does not wait for a part that never opens', async () => {
    const { close } = keepLate<string>(new Promise(() => {}))

    await expect(close()).resolves.toBeUndefined()
  })

  it('closes a part that opens after it was closed', async () => {
    const { closed, part } = createPart()
    let open = (_part: typeof part) => {}
    const { value: late, close } = keepLate(
      new Promise<typeof part>((resolve) => {
        open = resolve
      }),
    )

    await close()
    open(part)
    await late.opened

    expect(closed).toEqual(['part'])
  })
})
