import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignTasks, type Claim } from './assign-tasks.ts'
import { noClaim } from './claim.ts'

const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 })
const tasks = fc.uniqueArray(fc.nat({ max: 60 }), { maxLength: 40 })
const claim = fc.record({
  generation: fc.nat({ max: 5 }),
  tasks: fc.uniqueArray(fc.nat({ max: 70 }), { maxLength: 20 }),
})
/** Members that claim whatever: too much, what does not exist, what others claim. */
const claims = names.chain((members) =>
  fc
    .array(claim, { minLength: members.length, maxLength: members.length })
    .map((said) => new Map(members.map((member, i) => [member, said[i] ?? noClaim]))),
)

const newcomers = (members: readonly string[]) => new Map(members.map((member) => [member, noClaim]))
const toClaims = (owned: ReadonlyMap<string, number[]>, generation: number) =>
  new Map<string, Claim>([...owned].map(([member, tasks]) => [member, { generation, tasks }]))
const ownersOf = (owned: ReadonlyMap<string, readonly number[]>) =>
  new Map([...owned].flatMap(([member, tasks]) => tasks.map((task) => [task, member] as const)))

describe('assignTasks', () => {
  it('gives each task to exactly one member and names every member, whatever is claimed', () => {
    fc.assert(
      fc.property(claims, tasks, (claims, tasks) => {
        const owned = assignTasks(claims, tasks)

        expect([...owned.keys()].toSorted()).toEqual([...claims.keys()].toSorted())
        expect([...owned.values()].flat().toSorted()).toEqual(tasks.toSorted())
      }),
    )
  })

  it('shares so that numbers differ by at most one, whatever is claimed', () => {
    fc.assert(
      fc.property(claims, tasks, (claims, tasks) => {
        const numbers = [...assignTasks(claims, tasks).values()].map(({ length }) => length)

        expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('does not depend on the order in which members and tasks are named', () => {
    fc.assert(
      fc.property(claims, tasks, (claims, tasks) => {
        const again = assignTasks(new Map([...claims].toReversed()), tasks.toReversed())

        expect(Object.fromEntries(again)).toEqual(Object.fromEntries(assignTasks(claims, tasks)))
      }),
    )
  })

  it('moves nothing when the same members share again', () => {
    fc.assert(
      fc.property(names, tasks, (members, tasks) => {
        const owned = assignTasks(newcomers(members), tasks)

        expect(new Map(assignTasks(toClaims(owned, 1), tasks))).toEqual(owned)
      }),
    )
  })

  it('moves tasks to a newcomer only, and no more than its share, through any row of joins and leaves', () => {
    const steps = fc.array(fc.record({ joins: fc.boolean(), who: fc.nat({ max: 19 }) }), { maxLength: 30 })
    fc.assert(
      fc.property(fc.nat({ max: 40 }), steps, (count, steps) => {
        const tasks = Array.from({ length: count }, (_, i) => i)
        let owned = assignTasks(newcomers(['first']), tasks)
        for (const [step, { joins, who }] of steps.entries()) {
          const before = ownersOf(owned)
          const members = [...owned.keys()]
          const leaver = members[who % members.length] ?? ''
          if (!joins && members.length === 1) continue
          const claims = toClaims(owned, step + 1)
          if (joins) claims.set(`newcomer-${step}`, noClaim)
          else claims.delete(leaver)
          owned = assignTasks(claims, tasks)

          const moved = [...ownersOf(owned)].filter(([task, owner]) => before.get(task) !== owner)
          const most = Math.ceil(count / (joins ? claims.size : claims.size + 1))
          expect(moved.length).toBeLessThanOrEqual(most)
          if (joins) expect(moved.every(([, owner]) => owner === `newcomer-${step}`)).toBe(true)
          else expect(moved.every(([task]) => before.get(task) === leaver)).toBe(true)
        }
      }),
    )
  })

  it('believes the newer of two claims', () => {
    const claims = new Map([
      ['a', { generation: 6, tasks: [0, 1] }],
      ['b', { generation: 7, tasks: [0, 2] }],
    ])

    expect(assignTasks(claims, [0, 1, 2, 3])).toEqual(
      new Map([
        ['a', [1, 3]],
        ['b', [0, 2]],
      ]),
    )
  })

  it('gives nothing to nobody where a group is empty', () => {
    expect(assignTasks(new Map(), [0, 1])).toEqual(new Map())
  })
})
