import { describe, expect, it } from 'vitest'
import { handOver } from './hand-over.ts'

/** Tasks that write down what is done to them. */
function createTasks() {
  const story: string[] = []
  const tasks = new Map<number, { abandon: () => void; rejoin: () => void }>()
  const open = (partition: number) => {
    story.push(`open ${partition}`)
    return {
      abandon: () => void story.push(`abandon ${partition}`),
      rejoin: () => void story.push(`rejoin ${partition}`),
    }
  }
  return { story, receive: (assigned: readonly number[], mayKeep: boolean) => handOver(tasks, assigned, mayKeep, open) }
}

describe('handOver', () => {
  it('opens what is new, lets go on what stays, and abandons what goes', () => {
    const { story, receive } = createTasks()

    receive([0, 1, 2], true)
    const second = receive([1, 3], true)

    expect(second).toEqual({ kept: [1], opened: [3], abandoned: [0, 2] })
    expect(story).toEqual(['open 0', 'open 1', 'open 2', 'abandon 0', 'abandon 2', 'rejoin 1', 'open 3'])
  })

  it('opens everything anew where somebody else may have had it in between', () => {
    const { story, receive } = createTasks()

    receive([0, 1], true)
    const second = receive([0, 1], false)

    expect(second).toEqual({ kept: [], opened: [0, 1], abandoned: [0, 1] })
    expect(story.slice(2)).toEqual(['abandon 0', 'abandon 1', 'open 0', 'open 1'])
  })

  it('lets everything go when it is given nothing', () => {
    const { receive } = createTasks()

    receive([4], true)

    expect(receive([], true)).toEqual({ kept: [], opened: [], abandoned: [4] })
    expect(receive([4], true)).toEqual({ kept: [], opened: [4], abandoned: [] })
  })
})
