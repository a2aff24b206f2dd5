import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silent } from '@bellhop/kafka'
import type { LocalStack } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from '../faults/faults.ts'
import { openOwnStack } from '../programs/open-own-stack.ts'

const deadlineMs = 240_000
/** Short forms of the faults that `npm run faults:ingress` tries; those left out restart what other specs restart too. */
const tried = [
  ['broker-stopped', 0.07],
  ['broker-frozen', 0.2],
  ['answers-dropped-cut', 0.15],
  ['answers-dropped-open', 0.15],
  ['ingress-killed', 0.05],
  ['disk-full', 0.15],
] as const

const { keep, closeAll } = createCloser()
const stopping = new AbortController()
let stack: LocalStack
let workDir = ''

// A broker of its own, since it is taken away.
beforeAll(async () => {
  workDir = await mkdtemp(join(tmpdir(), 'bellhop-faults-'))
  keep({ value: workDir, close: () => rm(workDir, { recursive: true, force: true }) })
  stack = keep(await openOwnStack({ log: silent }))
}, deadlineMs)
afterAll(async () => {
  stopping.abort()
  await closeAll()
}, deadlineMs)

describe('the ingress under load, every acknowledged event looked for on the topics', () => {
  it.each(tried)(
    'keeps what it has answered: %s',
    async (name, scale) => {
      const said: string[] = []
      const say = (text: string) => said.push(text)
      const context = { stack, workDir, scale, isTimed: false, stopping: stopping.signal, say }

      const result = await faults.get(name)?.(context)

      expect(result?.events).toMatchObject({ lost: 0 })
      expect(result?.problems, said.join('\n')).toEqual([])
    },
    deadlineMs,
  )
})
