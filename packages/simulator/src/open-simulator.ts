import { performance } from 'node:perf_hooks'
import { createCloser, type Opened } from '@bellhop/runtime'
import type { ApiParts } from './api/answer-call.ts'
import { openApi } from './api/open-api.ts'
import { createRollingWindow, type RollingWindow } from './api/rolling-window.ts'
import { CLIENT_TOKEN, toDirectory } from './directory.ts'
import { SimulatorError } from './errors.ts'
import { bendEntity } from './faults/bend-entity.ts'
import { type Faults, noFaults } from './faults/faults.ts'
import { type SimulatorOptions, toSettings } from './options.ts'
import type { Simulator } from './simulator.ts'
import { createTally, toStats } from './tally.ts'
import { openPoster } from './webhooks/open-poster.ts'
import { startTraffic, type Traffic, type TrafficSettings } from './webhooks/start-traffic.ts'
import { toBody } from './webhooks/to-body.ts'
import { toEvents, type WebhookEvent } from './webhooks/to-events.ts'
import { toIntegrationWebhook } from './webhooks/to-integration-webhook.ts'
import { type ChangeRequest, changeWorld } from './world/change.ts'
import { toState } from './world/json.ts'
import { createWorld } from './world/populate.ts'
import { createRandom } from './world/random.ts'
import { type ToState, tellAll, tellOne } from './world/truth.ts'

const defaultTraffic: TrafficSettings = {
  eventsPerSecond: 10,
  maxEventsPerWebhook: 200,
  flushEveryMs: 100,
  duplicateShare: 0,
  chainWideShare: 0,
  next: () => ({}),
}

/**
 * Opens a simulated Mews: its Connector API on a port of this machine, and its webhooks to wherever they are wanted.
 *
 * @throws SimulatorError for options that make no world; whatever a taken port makes Node throw.
 */
export async function openSimulator(options: SimulatorOptions = {}): Promise<Opened<Simulator>> {
  const settings = toSettings(options)
  const { now, limit, log } = settings
  const nowMs = () => now?.().getTime() ?? Date.now()
  const world = createWorld({ ...settings, nowMs })
  const { places, store } = world
  const tally = createTally()
  const windows = new Map<string, RollingWindow>(
    places.credentials.map(({ name }) => [name, createRollingWindow(limit.requests, limit.windowMs)]),
  )
  let faults = noFaults
  const { keep, closeAll } = createCloser()

  const api: ApiParts = {
    world,
    tokens: {
      clientToken: CLIENT_TOKEN,
      credentialOf: (accessToken) => places.credentials.find((credential) => credential.accessToken === accessToken),
    },
    windowOf: (name) => windows.get(name) ?? createRollingWindow(limit.requests, limit.windowMs),
    faults: () => faults,
    random: createRandom(settings.seed, 'faults'),
    tally,
    windowMs: now ? nowMs : () => performance.now(),
  }
  const port = keep(await openApi(api, settings, log))
  const baseUrl = settings.baseUrl ?? `http://${settings.host}:${port}`
  const poster = keep(
    openPoster(
      {
        timeoutMs: settings.webhookTimeoutMs,
        retryWaitMs: settings.retryWaitMs,
        maxAttempts: settings.webhookAttempts,
        concurrency: settings.webhookConcurrency,
      },
      settings.webhookUrl,
      tally,
      log,
    ),
  )

  const enterpriseOf = (id: string) => {
    const enterprise = places.enterprises.get(id)
    if (!enterprise) throw new SimulatorError('simulator.no-such-place', `No enterprise ${id}`)
    return enterprise
  }
  const tellState: ToState = (entity, { id, json }) => bendEntity(entity, id, toState(json), faults)
  const change = (request: ChangeRequest = {}) => {
    const made = changeWorld(world, request)
    return { ...made, events: toEvents(made, settings.threadIdInEvents) }
  }
  const post = async (enterpriseId: string, events: readonly WebhookEvent[]) => {
    const body = toBody(world, enterpriseOf(enterpriseId), events, settings.legacyEntities)
    return poster.post(JSON.stringify(body), events)
  }
  const siblingsOf = (enterpriseId: string) => {
    const { chainId } = enterpriseOf(enterpriseId)
    const chain = places.chains.find(({ id }) => id === chainId)
    return chain?.enterprises.flatMap(({ id }) => (id === enterpriseId ? [] : id)) ?? []
  }
  const running = new Set<Traffic>()
  keep({
    value: running,
    async close() {
      for (const traffic of running) traffic.abandon()
    },
  })

  const simulator: Simulator = {
    baseUrl,
    get directory() {
      return toDirectory(places, baseUrl, limit)
    },
    setWebhookUrl: poster.setUrl,
    change,
    post,
    postBody: (body) => poster.post(typeof body === 'string' ? body : JSON.stringify(body), []),
    async postIntegration(enterpriseId, action) {
      const credential = places.credentials.find(({ enterpriseIds }) => enterpriseIds.has(enterpriseId))
      const accessToken = credential?.accessToken ?? ''
      const body = toIntegrationWebhook(action, enterpriseOf(enterpriseId), accessToken, nowMs())
      return poster.post(JSON.stringify(body), [])
    },
    startTraffic(wanted = {}) {
      const random = createRandom(settings.seed, 'traffic')
      const elapsedMs = () => performance.now()
      const parts = { random, change, post, siblingsOf, settled: poster.settled, elapsedMs }
      const traffic = startTraffic(parts, { ...defaultTraffic, ...wanted })
      running.add(traffic)
      return traffic
    },
    settled: poster.settled,
    truth: () => tellAll(store, tellState),
    truthOf: (entity, id) => tellOne(store, entity, id, tellState),
    rotateToken(name) {
      const credential = places.credentials.find((candidate) => candidate.name === name)
      if (!credential) throw new SimulatorError('simulator.no-such-place', `No credential ${name}`)
      credential.accessToken = `${credential.accessToken}-again`
      return credential.accessToken
    },
    get faults(): Faults {
      return faults
    },
    set faults(wanted: Partial<Faults>) {
      faults = { ...noFaults, ...wanted }
    },
    stats() {
      const largest = [...windows].map(([name, window]) => [name, window.largest()] as const)
      return toStats(tally, poster.open(), Object.fromEntries(largest))
    },
    acceptedEvents: () => new Map(tally.acceptedEvents),
  }
  return { value: simulator, close: closeAll }
}
