import { SimulatorError } from '../errors.ts'
import { addEntity, toTimes } from './add-entity.ts'
import { applyPatch, deleteEntity, toChangedMs, touchThread, updateEntity } from './edit-entity.ts'
import type { JsonObject } from './json.ts'
import { type EntityName, entityNames } from './kinds.ts'
import type { Enterprise } from './places.ts'
import type { Entry } from './store.ts'
import { toHome, type World } from './world.ts'

/** What can happen to an entity. */
export type Action = 'create' | 'update' | 'delete'

/** A change to make; whatever is left out is drawn. */
export type ChangeRequest = {
  readonly entity?: EntityName
  readonly action?: Action
  readonly enterpriseId?: string
  /** The entity to update or delete. */
  readonly id?: string
  /** Of an update: the fields to set, instead of drawn ones. */
  readonly fields?: JsonObject
  /**
   * False: what Mews announces and its API never shows: a product order (entity reservation), or a message in another
   * integration's thread (entity message).
   */
  readonly isVisible?: boolean
}

/** What happened. */
export type WorldChange = {
  readonly entity: EntityName
  readonly action: Action
  readonly id: string
  /** The enterprise that the webhook names. */
  readonly enterpriseId: string
  /** Of a message. */
  readonly threadId: string | null
}

/** How many times a live entity is looked for by chance before all are looked through. */
const DRAWS = 8

/**
 * Makes one change in the world.
 *
 * @throws SimulatorError when the enterprise or entity is not there, or Mews has no such change.
 */
export function changeWorld(world: World, request: ChangeRequest): WorldChange {
  const entity = request.entity ?? world.random.pick(entityNames)
  if (request.isVisible === false) return createUnseen(world, entity, pickEnterprise(world, request.enterpriseId))

  const named = request.id === undefined ? undefined : findEntry(world, entity, request.id)
  const enterprise = named ? enterpriseOf(world, named, request) : pickEnterprise(world, request.enterpriseId)
  const action = request.action ?? (named || request.fields ? 'update' : drawAction(world, entity))
  if (action === 'create') return createEntity(world, entity, enterprise)

  const entry = named ?? pickLive(world, entity, enterprise)
  // An empty world grows first; whoever asked for this very change is told.
  if (!entry && request.action === undefined) return createEntity(world, entity, enterprise)
  if (!entry) throw new SimulatorError('simulator.no-such-entity', `No ${entity} in ${enterprise.id} to ${action}`)

  const changedMs = toChangedMs(world, entry.changedMs)
  if (action === 'delete') deleteEntity(world, entry, enterprise, changedMs)
  else if (request.fields && entity !== 'message') applyPatch(world, entry, request.fields, changedMs)
  else updateEntity(world, entry, enterprise, changedMs)
  return { entity, action, id: entry.id, enterpriseId: enterprise.id, threadId: null }
}

function createEntity(world: World, entity: EntityName, enterprise: Enterprise): WorldChange {
  if (entity === 'message') return createMessage(world, enterprise, true)

  const ms = toChangedMs(world, 0)
  const changedAtMs = world.settings.nowMs()
  const { id } = addEntity(world, { kind: entity, enterprise, times: toTimes(ms, ms), changedAtMs })
  return { entity, action: 'create', id, enterpriseId: enterprise.id, threadId: null }
}

function createMessage(world: World, enterprise: Enterprise, isOurs: boolean): WorldChange {
  const threads = world.store.at('message-thread', enterprise.id).filter((thread) => thread.isOurs === isOurs)
  const thread = world.random.pick(threads)
  const ms = toChangedMs(world, thread.createdMs)
  const changedAtMs = world.settings.nowMs()
  const { id } = addEntity(world, { kind: 'message', enterprise, thread, times: toTimes(ms, ms), changedAtMs })
  touchThread(world, thread, ms)
  return { entity: 'message', action: 'create', id, enterpriseId: enterprise.id, threadId: thread.id }
}

function createUnseen(world: World, entity: EntityName, enterprise: Enterprise): WorldChange {
  if (entity === 'message') return createMessage(world, enterprise, false)
  if (entity === 'reservation') {
    return { entity, action: 'create', id: world.random.uuid(), enterpriseId: enterprise.id, threadId: null }
  }
  throw new SimulatorError('simulator.impossible-change', `A ${entity} is never announced without being shown`)
}

function drawAction({ random }: World, entity: EntityName): Action {
  if (entity === 'message') return 'create'
  const draw = random.fraction()
  return draw < 0.2 ? 'create' : draw < 0.25 ? 'delete' : 'update'
}

function pickEnterprise({ places, random }: World, id: string | undefined): Enterprise {
  if (id === undefined) return random.pick([...places.enterprises.values()])
  const enterprise = places.enterprises.get(id)
  if (!enterprise) throw new SimulatorError('simulator.no-such-place', `No enterprise ${id}`)
  return enterprise
}

function findEntry({ store }: World, entity: EntityName, id: string): Entry {
  const entry = store.find(entity, id)
  if (!entry) throw new SimulatorError('simulator.no-such-entity', `No ${entity} ${id}`)
  return entry
}

/** The enterprise that announces the change: the entity's own; of a customer the one asked for, or any of the chain. */
function enterpriseOf(world: World, entry: Entry, { enterpriseId }: ChangeRequest): Enterprise {
  if (entry.enterpriseId !== null) return pickEnterprise(world, entry.enterpriseId)
  if (enterpriseId !== undefined) return pickEnterprise(world, enterpriseId)
  const chain = world.places.chains.find(({ id }) => id === entry.chainId)
  return world.random.pick(chain?.enterprises ?? [])
}

function pickLive({ store, random }: World, entity: EntityName, enterprise: Enterprise): Entry | undefined {
  const entries = store.at(entity, toHome(entity, enterprise))
  for (let draw = 0; draw < DRAWS && entries.length > 0; draw += 1) {
    const entry = random.pick(entries)
    if (entry.deletedMs === null) return entry
  }
  return entries.find(({ deletedMs }) => deletedMs === null)
}
