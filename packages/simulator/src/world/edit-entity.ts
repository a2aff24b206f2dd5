import { SimulatorError } from '../errors.ts'
import { type JsonObject, toState } from './json.ts'
import { makers } from './makers/makers.ts'
import type { Enterprise } from './places.ts'
import type { Entry } from './store.ts'
import { SECOND, toUtc } from './time.ts'
import type { World } from './world.ts'

/** Changes an entity as staff do every day. */
export function updateEntity(world: World, entry: Entry, enterprise: Enterprise, changedMs: number): void {
  const update = entry.kind === 'message' ? null : makers[entry.kind].update
  if (update === null) throw new SimulatorError('simulator.impossible-change', `A ${entry.kind} cannot be updated`)

  applyPatch(world, entry, update(world.sceneOf(enterprise), toState(entry.json), toUtc(changedMs)), changedMs)
}

/** Deletes, cancels, merges or deactivates an entity: whichever Mews has for its kind. */
export function deleteEntity(world: World, entry: Entry, enterprise: Enterprise, changedMs: number): void {
  const remove = entry.kind === 'message' ? null : makers[entry.kind].remove
  if (remove === null) throw new SimulatorError('simulator.impossible-change', `A ${entry.kind} cannot be deleted`)

  const patch = remove(world.sceneOf(enterprise), toState(entry.json), toUtc(changedMs))
  applyPatch(world, entry, patch, changedMs, changedMs)
}

/** Moves a thread's UpdatedUtc to that of a message, where the world's settings say so. */
export function touchThread(world: World, thread: Entry, changedMs: number): void {
  if (world.settings.messagesTouchThreads) applyPatch(world, thread, {}, Math.max(thread.changedMs, changedMs))
}

/** Sets fields of an entity as given, and its UpdatedUtc. */
export function applyPatch(
  world: World,
  entry: Entry,
  patch: JsonObject,
  changedMs: number,
  deletedMs = entry.deletedMs,
): void {
  const state = { ...toState(entry.json), ...patch, UpdatedUtc: toUtc(changedMs) }
  world.store.replace(entry, { json: JSON.stringify(state), changedMs, changedAtMs: world.settings.nowMs(), deletedMs })
}

/**
 * The UpdatedUtc of a change made now: never before the entity's last one, mostly whole seconds, so that two changes in
 * one second bear the same time.
 */
export function toChangedMs(world: World, previousMs: number): number {
  const nowMs = Math.floor(world.settings.nowMs())
  const ownMs = world.random.chance(0.06) ? nowMs : Math.floor(nowMs / SECOND) * SECOND
  return Math.max(previousMs, ownMs)
}
