import type { SimulatorDirectory } from './directory.ts'
import type { Faults } from './faults/faults.ts'
import type { Stats } from './tally.ts'
import type { Delivery } from './webhooks/open-poster.ts'
import type { Traffic, TrafficSettings } from './webhooks/start-traffic.ts'
import type { WebhookEvent } from './webhooks/to-events.ts'
import type { IntegrationAction } from './webhooks/to-integration-webhook.ts'
import type { ChangeRequest, WorldChange } from './world/change.ts'
import type { EntityName } from './world/kinds.ts'
import type { Truth } from './world/truth.ts'

/** A change, and the events that Mews would send of it. */
export type Change = WorldChange & { readonly events: readonly WebhookEvent[] }

/** A Mews to run against. */
export type Simulator = {
  /** Where the API is: the `baseUrl` of the directory. */
  readonly baseUrl: string
  /** What an operator would configure to reach it, tokens as they are now. */
  readonly directory: SimulatorDirectory
  /** Where webhooks go from now on, also those that wait for their next attempt. */
  setWebhookUrl(url: string): void
  /** Changes one entity. Nothing is posted. @throws SimulatorError for what is not there or not possible. */
  change(request?: ChangeRequest): Change
  /** Posts one webhook, again after failures as Mews would; resolves when it is accepted or thrown away. */
  post(enterpriseId: string, events: readonly WebhookEvent[]): Promise<Delivery>
  /** Posts any body in the same way. Not text means JSON of it. */
  postBody(body: unknown): Promise<Delivery>
  /** Posts an integration webhook of that enterprise; it holds the enterprise's access token where Mews's does. */
  postIntegration(enterpriseId: string, action: IntegrationAction): Promise<Delivery>
  /** Makes changes and posts them until it is stopped. Defaults: 10 events a second, 200 in a webhook, every 100 ms. */
  startTraffic(settings?: Partial<TrafficSettings>): Traffic
  /** Resolves when no webhook is under way or waiting. */
  settled(): Promise<void>
  /** Every entity as the API would answer it now, deleted ones too. States are never changed in place. */
  truth(): Iterable<Truth>
  truthOf(entity: EntityName, id: string): Truth | undefined
  /** Gives a credential another access token; the old one is unknown from now on. Gives the new one. */
  rotateToken(credentialName: string): string
  /** What goes wrong on purpose. Setting replaces all; what is left out does not go wrong. */
  get faults(): Faults
  set faults(faults: Partial<Faults>)
  stats(): Stats
  /** How often each event was accepted, by `<discriminator> <id>`; a copy. One re-sent in a retry counts once. */
  acceptedEvents(): ReadonlyMap<string, number>
}
