import { beforeEach, describe, expect, it } from 'vitest'
import { toEvents } from '../webhooks/to-events.ts'
import { changeWorld } from './change.ts'
import { toState } from './json.ts'
import { entityNames, forEach, type Kind } from './kinds.ts'
import { createWorld } from './populate.ts'
import type { World } from './world.ts'

let nowMs = 0
let world: World

beforeEach(() => {
  nowMs = Date.parse('2026-05-20T12:00:00.500Z')
  world = createWorld({
    seed: 7,
    chains: 1,
    enterprisesPerChain: 2,
    tokensPerChain: 1,
    entitiesPerEnterprise: forEach(entityNames, () => 10),
    messagesTouchThreads: true,
    nowMs: () => nowMs,
  })
})

const find = (entity: Kind, id: string) => {
  const entry = world.store.find(entity, id)
  if (!entry) throw new Error(`no ${entity} ${id}`)
  return entry
}
const stateOf = (entity: Kind, id: string) => toState(find(entity, id).json)

describe('changeWorld', () => {
  it.each(entityNames.filter((name) => name !== 'message'))(
    'alters a %s with every update, never back in time',
    (entity) => {
      const { id } = changeWorld(world, { entity, action: 'create' })

      for (let round = 0; round < 50; round += 1) {
        nowMs += 100
        const before = stateOf(entity, id)
        changeWorld(world, { entity, id })
        const state = stateOf(entity, id)

        const { UpdatedUtc: was, ...old } = before
        const { UpdatedUtc: is, ...fresh } = state
        expect(fresh).not.toEqual(old)
        expect(Date.parse(String(is))).toBeGreaterThanOrEqual(Date.parse(String(was)))
        expect(Date.parse(String(is))).toBeLessThanOrEqual(nowMs)
      }
    },
  )

  it('lets two changes of one second bear the same time', () => {
    const { id } = changeWorld(world, { entity: 'resource', action: 'create' })

    const times = Array.from({ length: 20 }, () => {
      changeWorld(world, { entity: 'resource', id })
      return stateOf('resource', id)['UpdatedUtc']
    })

    expect(new Set(times).size).toBeLessThanOrEqual(2)
  })

  it.each([
    ['reservation', { State: 'Canceled', CancelledUtc: expect.any(String), CancellationReason: expect.any(String) }],
    ['resource', { IsActive: false }],
    ['resource-block', { IsActive: false, DeletedUtc: expect.any(String) }],
    ['customer', { IsActive: false, ActivityState: 'Deleted' }],
    ['payment', { State: 'Canceled', AccountingState: 'Canceled' }],
  ] as const)('deletes a %s as Mews does', (entity, fields) => {
    const { id } = changeWorld(world, { entity, action: 'delete' })

    expect(stateOf(entity, id)).toMatchObject(fields)
    expect(find(entity, id).deletedMs).not.toBeNull()
  })

  it('sets the fields that are given', () => {
    const { id } = changeWorld(world, { entity: 'customer', action: 'create' })

    changeWorld(world, { entity: 'customer', id, fields: { LastName: 'Žižka' } })

    expect(stateOf('customer', id)).toMatchObject({
      LastName: 'Žižka',
      UpdatedUtc: expect.stringMatching('^2026-05-20'),
    })
  })

  it('moves the thread when a message is added', () => {
    nowMs += 3_600_000
    const { id, threadId } = changeWorld(world, { entity: 'message' })

    expect(stateOf('message', id)['MessageThreadId']).toBe(threadId)
    expect(stateOf('message-thread', threadId ?? '')['UpdatedUtc']).toMatch(/^2026-05-20T13/)
  })

  it('refuses what Mews has not and what is not there', () => {
    const message = changeWorld(world, { entity: 'message' }).id

    for (const [request, code] of [
      [{ entity: 'message', id: message, action: 'update' }, 'simulator.impossible-change'],
      [{ entity: 'message', id: message, action: 'delete' }, 'simulator.impossible-change'],
      [{ entity: 'payment', isVisible: false }, 'simulator.impossible-change'],
      [{ entity: 'payment', id: 'x' }, 'simulator.no-such-entity'],
      [{ enterpriseId: 'x' }, 'simulator.no-such-place'],
    ] as const) {
      expect(() => changeWorld(world, request)).toThrow(expect.objectContaining({ code }))
    }
  })
})

describe('toEvents', () => {
  it.each([
    ['reservation', ['ServiceOrderUpdated']],
    ['resource', ['ResourceUpdated']],
    ['message', ['MessageAdded']],
    ['resource-block', ['ResourceBlockUpdated']],
    ['customer', ['CustomerAdded', 'CustomerUpdated']],
    ['payment', ['PaymentUpdated']],
  ] as const)('announces a new %s as Mews does', (entity, discriminators) => {
    const change = changeWorld(world, { entity, action: 'create' })

    const events = toEvents(change, false)

    expect(events).toEqual(discriminators.map((Discriminator) => ({ Discriminator, Value: { Id: change.id } })))
  })

  it('announces a changed or deleted customer by Updated alone', () => {
    const changes = [
      changeWorld(world, { entity: 'customer', action: 'update' }),
      changeWorld(world, { entity: 'customer', action: 'delete' }),
    ]

    expect(changes.flatMap((change) => toEvents(change, false)).map(({ Discriminator }) => Discriminator)).toEqual([
      'CustomerUpdated',
      'CustomerUpdated',
    ])
  })

  it('names the thread of a message where that is wanted', () => {
    const change = changeWorld(world, { entity: 'message' })

    expect(toEvents(change, true)[0]?.Value).toEqual({ Id: change.id, MessageThreadId: change.threadId })
  })
})
