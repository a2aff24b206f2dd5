import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignTasks } from './assign-tasks.ts'

const members = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 })
const tasks = fc.uniqueArray(fc.nat({ max: 100 }), { maxLength: 40 })

describe('assignTasks', () => {
  it('gives each task to exactly one member and names every member', () => {
    fc.assert(
      fc.property(members, tasks, (members, tasks) => {
        const owned = assignTasks(members, tasks)

        expect([...owned.keys()].toSorted()).toEqual(members.toSorted())
        expect([...owned.values()].flat().toSorted()).toEqual(tasks.toSorted())
      }),
    )
  })

  it('shares so that numbers differ by at most one', () => {
    fc.assert(
      fc.property(members, tasks, (members, tasks) => {
        const numbers = [...assignTasks(members, tasks).values()].map(({ length }) => length)

        expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('does not depend on the order in which members and tasks are named', () => {
    const once = assignTasks(['b', 'a', 'c'], [3, 0, 2, 10, 1])
    const again = assignTasks(['c', 'b', 'a'], [10, 1, 2, 3, 0])

    expect(once).toEqual(again)
    expect(once).toEqual(
      new Map([
        ['a', [0, 3]],
        ['b', [1, 10]],
        ['c', [2]],
      ]),
    )
  })

  it('has nobody to give tasks to in an empty group', () => {
    expect(assignTasks([], [0, 1])).toEqual(new Map())
  })
})
