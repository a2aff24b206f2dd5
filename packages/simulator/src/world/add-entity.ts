import type { Kind } from './kinds.ts'
import type { Times } from './makers/maker.ts'
import { makers } from './makers/makers.ts'
import { makeMessage } from './makers/message.ts'
import type { Enterprise } from './places.ts'
import type { Entry } from './store.ts'
import { toUtc } from './time.ts'
import { toHome, type World } from './world.ts'

/** What is added, where, and when. */
export type Addition = {
  readonly kind: Kind
  readonly enterprise: Enterprise
  readonly times: Times
  readonly changedAtMs: number
  /** False for a thread that another integration created. Messages are as their thread is. */
  readonly isOurs?: boolean
  /** Of a message. */
  readonly thread?: Entry
}

/** Makes an entity and puts it into the store. */
export function addEntity(world: World, { kind, enterprise, times, changedAtMs, isOurs, thread }: Addition): Entry {
  const scene = world.sceneOf(enterprise)
  const id = world.random.uuid()
  const state =
    kind === 'message'
      ? makeMessage(scene, id, times, thread?.id ?? world.random.uuid())
      : makers[kind].make(scene, id, times)
  const entry: Entry = {
    kind,
    id,
    enterpriseId: kind === 'customer' ? null : enterprise.id,
    chainId: enterprise.chainId,
    home: toHome(kind, enterprise),
    isOurs: thread?.isOurs ?? isOurs ?? true,
    createdMs: times.createdMs,
    json: JSON.stringify(state),
    before: null,
    changedMs: times.updatedMs,
    changedAtMs,
    deletedMs: null,
  }
  world.store.add(entry)
  return entry
}

/** Both ways of writing two moments. */
export function toTimes(createdMs: number, updatedMs: number): Times {
  return { createdMs, createdUtc: toUtc(createdMs), updatedMs, updatedUtc: toUtc(updatedMs) }
}
