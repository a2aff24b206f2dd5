import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Bellhop,
  drain,
  fetchSamples,
  openBellhop,
  reachVerdict,
  type ServiceProcess,
  sumBy,
  waitUntil,
} from '@bellhop/demo'
import { partitionOf } from '@bellhop/kafka'
import { createCloser } from '@bellhop/runtime'
import { openSimulator, type Simulator } from '@bellhop/simulator'
import { afterAll, beforeAll, expect, it } from 'vitest'

const deadlineMs = 120_000
const partitions = 4
const limit = { requests: 60, windowMs: 10_000 }
const { keep, closeAll } = createCloser()
let simulator: Simulator
let bellhop: Bellhop
let enrichers: readonly ServiceProcess[]
let tokenFile: string

beforeAll(async () => {
  simulator = keep(await openSimulator({ chains: 3, enterprisesPerChain: 2, tokensPerChain: 1, limit }))
  const folder = await mkdtemp(join(tmpdir(), 'bellhop-token-'))
  keep({ value: folder, close: () => rm(folder, { recursive: true }) })
  tokenFile = join(folder, 'token')
  await writeFile(tokenFile, 'access-token-of-chain-1-a')
  bellhop = keep(
    await openBellhop({
      brokers: process.env['BELLHOP_TEST_BROKERS'] ?? '',
      registryUrl: process.env['BELLHOP_TEST_REGISTRY_URL'] ?? '',
      directory: toDirectory({ hasThird: false, secondChain: 'chain-2' }),
      topicPrefix: `test-${randomUUID().slice(0, 8)}`,
      partitions,
    }),
  )
  simulator.setWebhookUrl(`${bellhop.webhookUrl}?Token=${bellhop.webhookToken}`)
  enrichers = [bellhop.enricher(), await bellhop.addEnricher('enricher-2')]
})
afterAll(() => closeAll())

/** The directory as an operator has it: the first token in a file, the third chain not yet there, the second movable. */
function toDirectory({ hasThird, secondChain }: { readonly hasThird: boolean; readonly secondChain: string }) {
  const [first, second, third] = simulator.directory.credentials
  return {
    ...simulator.directory,
    credentials: [
      { ...first, accessToken: { file: tokenFile } },
      { ...second, chain: secondChain },
      ...(hasThird ? [third] : []),
    ],
  }
}

/** A metric of both enrichers, by a label. */
async function read(metric: string, label: string, value: string): Promise<number[]> {
  const samples = await Promise.all(enrichers.map(({ adminUrl }) => fetchSamples(adminUrl)))
  return samples.map((one) => sumBy(one, metric, label).get(value) ?? 0)
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
const ends = (reason: string) => read('bellhop_enricher_ends_total', 'reason', reason).then(sum)
const reads = (outcome: string) => read('bellhop_enricher_directory_reads_total', 'outcome', outcome)
const write = (text: string) => writeFile(join(bellhop.workDir, 'directory.json'), text)

it(
  'a token is rotated, an enterprise added and another moved to a chain elsewhere, without a restart and a loss',
  async () => {
    const secondChain = ['elsewhere', 'beyond', 'faraway'].find(
      (lane) => partitionOf(lane, partitions) !== partitionOf('chain-2', partitions),
    )
    const traffic = simulator.startTraffic({ eventsPerSecond: 20 })
    await waitUntil('events of the third chain wait', async () => (await ends('unknown-enterprise')) > 0, deadlineMs)
    const rotated = simulator.rotateToken('chain-1-a')
    await waitUntil('the first chain is parked', async () => (await ends('parked')) > 0, deadlineMs)

    await writeFile(tokenFile, rotated)
    await write(JSON.stringify(toDirectory({ hasThird: true, secondChain: secondChain ?? '' })))
    // The token's file and the directory are two files, so that the change may be seen in two parts.
    const haveRead = async () => (await reads('changed')).every((count) => count >= 2)
    await waitUntil('both enrichers have read the new directory', haveRead, deadlineMs)
    await waitUntil('the second chain waits elsewhere', async () => (await ends('handed-over')) > 0, deadlineMs)
    await write('{ "baseUrl": ')
    const haveRefused = async () => (await reads('refused')).every((count) => count >= 1)
    await waitUntil('both enrichers have refused the broken one', haveRefused, deadlineMs)
    await traffic.stop()
    // Less than the ten minutes of the topic in which parked and unknown events wait.
    await drain(bellhop, deadlineMs)

    const verdict = await reachVerdict(bellhop, simulator)
    const { byStatus } = simulator.stats().calls
    expect(verdict.faults).toEqual([])
    expect(verdict.accounting.lost).toEqual([])
    expect(verdict.accepted).toBeGreaterThan(200)
    expect(byStatus['401'] ?? 0).toBeGreaterThan(0)
    expect(byStatus['429'] ?? 0).toBe(0)
    for (const largest of Object.values(simulator.stats().largestWindow)) {
      expect(largest).toBeLessThanOrEqual(limit.requests)
    }
    expect(enrichers.map(({ hasEnded }) => hasEnded())).toEqual([false, false])
    expect(sum(await read('bellhop_enricher_moves_total', '', ''))).toBeGreaterThan(0)
  },
  deadlineMs * 3,
)
