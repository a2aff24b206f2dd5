import { silent } from '@bellhop/kafka'
import type { LocalStack } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from '../faults/enricher/faults.ts'
import { openOwnStack } from '../programs/open-own-stack.ts'

const deadlineMs = 240_000
/** Short forms of the faults that `npm run faults:enricher` tries; those left out other specs try, or last long. */
const tried = [
  ['enricher-frozen', 1],
  ['answers-cut', 7],
  ['registry-away', 4],
] as const

const { keep, closeAll } = createCloser()
const stopping = new AbortController()
let stack: LocalStack

// Broker and registry of its own, since they are taken away.
beforeAll(async () => {
  stack = keep(await openOwnStack({ log: silent }))
}, deadlineMs)
afterAll(async () => {
  stopping.abort()
  await closeAll()
}, deadlineMs)

describe('the enricher under traffic, every event accounted for from the topics', () => {
  it.each(tried)(
    'loses nothing, writes nothing stale and calls only as the owner: %s',
    async (name, seconds) => {
      const said: string[] = []
      const say = (text: string) => said.push(text)

      const result = await faults.get(name)?.({ stack, seconds, stopping: stopping.signal, say })

      expect(result?.problems, said.join('\n')).toEqual([])
      expect(result).toMatchObject({ lost: 0, stale: 0, unaccounted: 0, different: 0, refusedByLimit: 0 })
      expect(result?.callsUnowned ?? 0).toBe(0)
    },
    deadlineMs,
  )
})
