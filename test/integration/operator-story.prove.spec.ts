import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bellhop, drain, openBellhop, reachVerdict, waitUntil } from '@bellhop/demo'
import { silent } from '@bellhop/kafka'
import type { LocalStack } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { openSimulator, type Simulator } from '@bellhop/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSmallDisk } from '../faults/small-disk.ts'
import { openOwnStack } from '../programs/open-own-stack.ts'
import { toOperatorEnv, typeBellhop } from './type-bellhop.ts'

const deadlineMs = 240_000
const diskMib = 4
/** The least that may be set, for where no disk can be mounted. */
const leastSpoolBytes = 1024 ** 2
const { keep, closeAll } = createCloser()

let stack: LocalStack
let simulator: Simulator
let bellhop: Bellhop
let env: Record<string, string>
let admins: string[]

// Broker and registry of its own, since they are taken away.
beforeAll(async () => {
  stack = keep(await openOwnStack({ log: silent }))
  const folder = await mkdtemp(join(tmpdir(), 'bellhop-story-'))
  keep({ value: folder, close: () => rm(folder, { recursive: true, force: true }) })
  const disk = await openSmallDisk(join(folder, 'disk'), diskMib)
  if (disk !== undefined) keep(disk)
  // Mews sends again after minutes; here sooner.
  simulator = keep(
    await openSimulator({
      chains: 1,
      enterprisesPerChain: 2,
      tokensPerChain: 1,
      retryWaitMs: 1_000,
      webhookAttempts: 300,
    }),
  )
  const spool: Record<string, string> =
    disk === undefined ? { SPOOL_MAX_BYTES: String(leastSpoolBytes) } : { SPOOL_DIR: disk.value }
  bellhop = keep(await openBellhop({ ...stack, directory: simulator.directory, partitions: 4, env: spool }))
  simulator.setWebhookUrl(`${bellhop.webhookUrl}?Token=${bellhop.webhookToken}`)
  env = { ...toOperatorEnv(bellhop), KAFKA_BROKERS: stack.brokers, SCHEMA_REGISTRY_URL: stack.registryUrl }
  admins = ['--ingress-admin', bellhop.ingress.adminUrl, '--enricher-admin', bellhop.enricher().adminUrl]
}, deadlineMs)
afterAll(() => closeAll(), deadlineMs)

/** A part that fails, the line that names it in each command's answer, and what the runbook says to do. */
type Failure = {
  readonly part: string
  readonly doctor: RegExp
  readonly status: RegExp
  readonly breakIt: () => Promise<void>
  readonly mend: () => Promise<void>
}

const directoryFile = () => join(bellhop.workDir, 'directory.json')
const writeDirectory = () => writeFile(directoryFile(), JSON.stringify(simulator.directory))

const failures: readonly Failure[] = [
  {
    part: 'the broker',
    doctor: /^WRONG +brokers .*cannot be reached.*KAFKA_BROKERS/m,
    status: /^bellhop status: The brokers at .* cannot be reached/m,
    breakIt: async () => stack.broker?.stop(),
    mend: async () => stack.broker?.start(),
  },
  {
    part: 'the registry',
    doctor: /^WRONG +registry .*cannot be reached/m,
    status: /^bellhop status: The schema registry at .* cannot be reached/m,
    breakIt: async () => stack.registry?.stop(),
    mend: async () => stack.registry?.start(),
  },
  {
    part: 'the API',
    doctor: /^WRONG +tokens .*no answer of Mews/m,
    status: /^ +- enricher at .* is not ready: most calls to the Mews API have failed/m,
    breakIt: async () => {
      simulator.faults = { resetRate: 1 }
    },
    mend: async () => {
      simulator.faults = {}
    },
  },
  {
    part: 'the token',
    doctor: /^WRONG +tokens .*Mews answers 401/m,
    status: /^ +- \S+ of \S+ is parked: Mews answers 401/m,
    breakIt: async () => void simulator.rotateToken(simulator.directory.credentials[0]?.name ?? ''),
    mend: writeDirectory,
  },
  {
    part: 'the directory',
    doctor: /^WRONG +directory .*directory\.json/m,
    status: /^ +- enricher at .* is degraded: the directory cannot be used since/m,
    breakIt: async () => writeFile(directoryFile(), (await readFile(directoryFile(), 'utf8')).slice(0, -1)),
    mend: writeDirectory,
  },
]

const said = async (...words: string[]) => {
  const { stdout, stderr } = await typeBellhop(words, env)
  return stdout + stderr
}
const doctor = (state: string) => said('doctor', ...admins, '--state-file', join(bellhop.workDir, state))
/** Each look tries the tokens, more often than doctor itself would: it has a memory of its own. */
let looks = 0
const untilDoctor = (what: string, line: RegExp) =>
  waitUntil(`doctor says ${what}`, async () => line.test(await doctor(`doctor-${looks++}.json`)), deadlineMs)
const untilStatus = (what: string, line: RegExp) =>
  waitUntil(`status says ${what}`, async () => line.test(await said('status', ...admins)), deadlineMs)

describe('what breaks is named in one line by doctor and by status, and is well again once it is mended:', () => {
  it.each(failures)(
    '$part',
    async ({ part, doctor: doctorLine, status: statusLine, breakIt, mend }) => {
      const traffic = simulator.startTraffic({ eventsPerSecond: 20 })
      try {
        await breakIt()
        await untilDoctor(`that ${part} is wrong`, doctorLine)
        await untilStatus(`that ${part} is wrong`, statusLine)
      } finally {
        await mend()
        await traffic.stop()
      }
      await untilStatus('that nothing is wrong', /^Nothing is wrong\.$/m)
      await untilDoctor('that nothing is wrong', /^Nothing is wrong\.$/m)
    },
    deadlineMs * 5,
  )

  it(
    'the disk',
    async () => {
      const { enterpriseId, events } = simulator.change({ entity: 'customer', action: 'update' })
      const many = Array.from({ length: 300 }, () => events).flat()
      const posts: Array<Promise<unknown>> = []
      const before = simulator.stats().webhooks.retried
      await stack.broker?.stop()
      await waitUntil(
        'a webhook is refused, and sent again',
        async () => {
          posts.push(simulator.post(enterpriseId, many).catch(() => undefined))
          return simulator.stats().webhooks.retried > before
        },
        deadlineMs,
      )

      try {
        await untilDoctor('that the disk is full', /^WRONG +ingress .*is not ready: .*(The spool is full|ENOSPC)/m)
        await untilStatus('that the disk is full', /^ingress at .*is not ready: .*(The spool is full|ENOSPC)/m)
      } finally {
        await stack.broker?.start()
      }
      await Promise.all(posts)
      await untilStatus('that nothing is wrong', /^Nothing is wrong\.$/m)
    },
    deadlineMs * 4,
  )

  it(
    'and nothing is lost by any of it',
    async () => {
      await drain(bellhop, deadlineMs)

      const { faults, accounting } = await reachVerdict(bellhop, simulator)

      expect(faults).toEqual([])
      expect(accounting.sums.deadLettered).toBe(0)
      expect(simulator.stats().webhooks.discarded).toBe(0)
    },
    deadlineMs,
  )
})
