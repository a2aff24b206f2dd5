import { addEntity, toTimes } from './add-entity.ts'
import { deleteEntity, touchThread } from './edit-entity.ts'
import type { EntityName } from './kinds.ts'
import type { Times } from './makers/maker.ts'
import type { Enterprise } from './places.ts'
import type { Entry } from './store.ts'
import { DAY, HOUR, SECOND } from './time.ts'
import { createEmptyWorld, type World, type WorldSettings } from './world.ts'

/** How far back the oldest entity was made. */
const HISTORY_MS = 60 * DAY

/** How many of those that a world begins with are deleted, cancelled or inactive. */
const DELETED_SHARE = 0.05

/** Those that others refer to come first. */
const order = ['customer', 'resource', 'reservation', 'resource-block', 'payment'] as const satisfies EntityName[]

/** Makes a world with its entities. The same settings, at the same time, give the same world. */
export function createWorld(settings: WorldSettings): World {
  const world = createEmptyWorld(settings)
  for (const enterprise of world.places.enterprises.values()) {
    for (const kind of order) addMany(world, enterprise, kind)
    addMessages(world, enterprise)
  }
  return world
}

function addMany(world: World, enterprise: Enterprise, kind: (typeof order)[number]): void {
  const nowMs = world.settings.nowMs()
  let times = toPast(world, nowMs)
  for (let count = world.settings.entitiesPerEnterprise[kind]; count > 0; count -= 1) {
    // Now and then two entities were changed in one second, as by a night audit.
    if (!world.random.chance(0.1)) times = toPast(world, nowMs)
    const entry = addEntity(world, { kind, enterprise, times, changedAtMs: times.updatedMs })
    if (world.random.chance(DELETED_SHARE)) deleteEntity(world, entry, enterprise, times.updatedMs)
    entry.before = null
  }
}

/** Own threads with messages, and one thread of another integration with one message, which the API must not show. */
function addMessages(world: World, enterprise: Enterprise): void {
  const nowMs = world.settings.nowMs()
  const count = world.settings.entitiesPerEnterprise.message
  const addThread = (isOurs: boolean) => {
    const createdMs = floorToSecond(nowMs - HISTORY_MS - world.random.below(DAY))
    const times = toTimes(createdMs, createdMs)
    return addEntity(world, { kind: 'message-thread', enterprise, times, changedAtMs: createdMs, isOurs })
  }
  const addMessage = (thread: Entry) => {
    const { createdMs } = toPast(world, nowMs)
    const times = toTimes(createdMs, createdMs)
    addEntity(world, { kind: 'message', enterprise, thread, times, changedAtMs: createdMs })
    touchThread(world, thread, createdMs)
    thread.before = null
  }
  const own = Array.from({ length: 1 + Math.ceil(count / 20) }, () => addThread(true))
  for (let left = count; left > 0; left -= 1) addMessage(world.random.pick(own))
  addMessage(addThread(false))
}

function toPast({ random }: World, nowMs: number): Times {
  const createdMs = nowMs - HOUR - random.below(HISTORY_MS)
  const updatedMs = createdMs + random.below(nowMs - createdMs)
  // Mews's examples have whole seconds, and its documents do not exclude fractions.
  const toMoment = random.chance(0.06) ? (ms: number) => ms : floorToSecond
  return toTimes(toMoment(createdMs), toMoment(updatedMs))
}

function floorToSecond(ms: number): number {
  return Math.floor(ms / SECOND) * SECOND
}
