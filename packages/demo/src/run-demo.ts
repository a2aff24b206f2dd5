import { type LocalStack, openLocalStack } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { openSimulator, type Simulator } from '@bellhop/simulator'
import { drain } from './drain.ts'
import { findLate } from './find-late.ts'
import { postFirstEvents } from './first-events.ts'
import { renderLeftBehind } from './left-behind.ts'
import { type Bellhop, openBellhop } from './open-bellhop.ts'
import { pause } from './pause.ts'
import { renderExport } from './render-export.ts'
import type { Screen } from './screen.ts'
import { takeSnapshot } from './snapshot.ts'
import { openUnlessStopped, unlessStopped } from './unless-stopped.ts'
import { reachVerdict, renderVerdict } from './verdict.ts'

/** How the demonstration runs. */
export type DemoOptions = {
  /** Milliseconds of traffic; without end where undefined. */
  readonly forMs: number | undefined
  readonly eventsPerSecond: number
  readonly chains: number
  readonly enterprisesPerChain: number
  readonly seed: number
  /** Milliseconds that the simulated API takes to answer. */
  readonly latencyMs: number
}

/** After the traffic, this long is waited for the last events: one of a long backlog may be deferred by ten minutes. */
const drainMs = 12 * 60_000

/**
 * Shows the whole of Bellhop on this machine: broker, registry, a simulated Mews, both services.
 *
 * @param stopping - aborts when the user has had enough
 * @returns whether every promise held; undefined when it was stopped before it could be told
 */
export async function runDemo(
  options: DemoOptions,
  screen: Screen,
  stopping: AbortSignal,
): Promise<boolean | undefined> {
  const { keep, closeAll } = createCloser()
  try {
    screen.say('starting Kafka and the schema registry')
    const log = { info: screen.say, error: screen.say }
    const stack = await openUnlessStopped(openLocalStack({ log }), keep, stopping)
    const opening = openSimulator({
      seed: options.seed,
      chains: options.chains,
      enterprisesPerChain: options.enterprisesPerChain,
    })
    const simulator = await openUnlessStopped(opening, keep, stopping)
    simulator.faults = { latencyMs: options.latencyMs }
    screen.say('starting ingress and enricher')
    const topics = topicsOf(stack.provider)
    if (topics !== undefined) {
      keep({ value: topics, close: async () => screen.say(renderLeftBehind({ ...stack, ...topics })) })
    }
    const bellhop = await openUnlessStopped(
      openBellhop({ ...stack, directory: simulator.directory, ...topics, stopping }),
      keep,
      stopping,
    )
    simulator.setWebhookUrl(`${bellhop.webhookUrl}?Token=${bellhop.webhookToken}`)
    const prefix = topics?.topicPrefix ?? 'mews'
    screen.say(
      [
        `a simulated Mews posts to ${bellhop.webhookUrl}; try it by hand:`,
        `  ${toCurl(bellhop, simulator)}`,
        'look into it from another shell, after this line by npx bellhop status, tail or trace:',
        `  ${renderExport({ ...stack, topicPrefix: prefix, bellhop })}`,
      ].join('\n'),
    )

    await flow(options, bellhop, simulator, screen, stopping)
    screen.say(`traffic ended; waiting for the last events (${drainMs / 60_000} min at most), then reading all topics`)
    const late = await unlessStopped(findLate(drain(bellhop, drainMs, stopping)), stopping)
    const verdict = await unlessStopped(reachVerdict(bellhop, simulator, stopping), stopping)
    const faults = [...late, ...verdict.faults]
    screen.say(renderVerdict({ ...verdict, faults }))
    return faults.length === 0
  } catch (error) {
    if (stopping.aborted && error === stopping.reason) return undefined
    throw error
  } finally {
    screen.say('stopping')
    await closeAll()
  }
}

/** Makes traffic and shows it, until its time is over. */
async function flow(
  { forMs, eventsPerSecond }: DemoOptions,
  bellhop: Bellhop,
  simulator: Simulator,
  screen: Screen,
  stopping: AbortSignal,
): Promise<void> {
  const startedAt = performance.now()
  const elapsed = () => performance.now() - startedAt
  const show = async () =>
    screen.show(await unlessStopped(takeSnapshot(bellhop, simulator, elapsed() / 1000), stopping))
  await unlessStopped(postFirstEvents(simulator), stopping)
  const traffic = simulator.startTraffic({ eventsPerSecond })
  try {
    while (forMs === undefined || elapsed() < forMs) {
      for (const service of [bellhop.ingress, bellhop.enricher()]) {
        if (service.hasEnded()) throw new Error(`${service.name} ended by itself:\n${await service.lastLines()}`)
      }
      await show()
      await pause(Math.min(1_000, (forMs ?? Number.POSITIVE_INFINITY) - elapsed()), stopping)
      stopping.throwIfAborted()
    }
    await unlessStopped(traffic.stop(), stopping)
    await show()
  } finally {
    traffic.abandon()
  }
}

/** On a broker of the user's own, the topics of this run stand apart from all others. */
function topicsOf(provider: LocalStack['provider']) {
  return provider === 'external' ? { topicPrefix: `bellhop-demo-${Date.now().toString(36)}` } : undefined
}

function toCurl({ webhookUrl, webhookToken }: Bellhop, simulator: Simulator): string {
  const [customer] = [...simulator.truth()].filter(({ entity }) => entity === 'reservation')
  const body = {
    EnterpriseId: customer?.enterpriseId,
    IntegrationId: 'by-hand',
    Events: [{ Discriminator: 'ServiceOrderUpdated', Value: { Id: customer?.id } }],
  }
  return `curl -i '${webhookUrl}?Token=${webhookToken}' -d '${JSON.stringify(body)}'`
}
