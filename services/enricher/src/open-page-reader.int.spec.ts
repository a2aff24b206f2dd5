import { afterEach, describe, expect, it, vi } from 'vitest'
import { mewsEntities } from './fakes/entities.ts'
import { openPageReader } from './open-page-reader.ts'
import { createReadPage } from './read-page.ts'
import { createTurnstile } from './turnstile.ts'

const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

function open(program?: URL) {
  const onFatal = vi.fn<(error: unknown) => void>()
  const { value, close } = openPageReader(createTurnstile(), onFatal, program)
  closers.push(close)
  return { ...value, close, onFatal }
}

/** A body of so many payments; each takes some two thousand bytes. */
const bodyOf = (count: number, name = 'p') => {
  const Payments = Array.from({ length: count }, (_, nth) => ({ ...mewsEntities.payment, Id: `${name}${nth}` }))
  return Buffer.from(JSON.stringify({ Payments, Cursor: `${name}${count - 1}` }))
}

describe('the reader of pages', () => {
  it('gives the same of a page, whichever thread reads it', async () => {
    const { readPage } = open()
    const readHere = createReadPage()

    for (const count of [0, 1, 1_000]) {
      expect(await readPage(bodyOf(count), 'Payments')).toEqual(readHere(bodyOf(count), 'Payments'))
    }
  })

  it('answers each of several that are asked for at once for itself', async () => {
    const { readPage } = open()

    const pages = await Promise.all(['a', 'b', 'c'].map(async (name) => readPage(bodyOf(200, name), 'Payments')))

    expect(pages.map((page) => page.kind === 'page' && page.items[7]?.id)).toEqual(['a7', 'b7', 'c7'])
  })

  it('tells how busy its thread is', async () => {
    const { readPage, times } = open()
    await readPage(bodyOf(1_000), 'Payments')

    expect(times().active).toBeGreaterThan(0)
  })

  it('says of a large body that is no page what it is', async () => {
    const { readPage } = open()
    const body = Buffer.from(`<html>${' '.repeat(100_000)}</html>`)

    expect(await readPage(body, 'Payments')).toEqual({ kind: 'unreachable', cause: 'not-json' })
  })

  it('ends what is still being read as aborted when it is closed, and that is no fault', async () => {
    const { readPage, close, onFatal } = open()
    const reading = readPage(bodyOf(1_000), 'Payments')
    await close()

    expect(await reading).toEqual({ kind: 'unreachable', cause: 'aborted' })
    expect(await readPage(bodyOf(1_000), 'Payments')).toEqual({ kind: 'unreachable', cause: 'aborted' })
    expect(onFatal).not.toHaveBeenCalled()
  })

  it.each(['throw new Error("broken")', 'process.exit(7)'])(
    'is fatal where its thread ends by itself, since what it reads is then never told: %s',
    async (program) => {
      const { onFatal } = open(new URL(`data:text/javascript,${program}`))

      await vi.waitFor(() => expect(onFatal).toHaveBeenCalled(), 30_000)
      expect(String(onFatal.mock.calls[0]?.[0])).toMatch(/broken|ended, with 7/)
    },
  )
})
