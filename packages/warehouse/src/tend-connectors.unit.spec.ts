import { describe, expect, it } from 'vitest'
import type { ExistingConnector } from './plan-connector.ts'
import { createTend } from './tend-connectors.ts'

type Texts = Readonly<Record<string, string>>

/** Looks at the connectors a and b every 5 s; Kafka Connect shows the states by name of each look, or is not there. */
async function tendThrough(looks: ReadonlyArray<Texts | Error>, refused: readonly string[] = []) {
  const done: string[] = []
  const told: string[] = []
  let look = 0
  const act = async (what: string, name: string) => {
    if (refused.includes(name)) throw new Error(`no ${name}`)
    done.push(what)
  }
  const connect = {
    list: async () => {
      const found = looks[look] ?? {}
      if (found instanceof Error) throw found
      return new Map(Object.entries(found).map(([name, state]) => [name, toExisting(name, state)]))
    },
    put: ({ name, config }: { readonly name: string; readonly config: Texts }) =>
      act(`put ${name} ${config['topics']}`, name),
    restart: (name: string) => act(`restart ${name}`, name),
  }
  const tend = createTend(
    connect,
    ['a', 'b'],
    (text) => told.push(text),
    () => look * 5_000,
  )
  for (; look < looks.length; look += 1) await tend()
  return { done, told }
}

function toExisting(name: string, state: string): ExistingConnector {
  return { config: { name, topics: `topic of ${name}` }, state, tasks: [] }
}

const both = { a: 'RUNNING', b: 'RUNNING' }
const onlyA = { a: 'RUNNING' }

describe('createTend', () => {
  it('makes connectors that are gone again, with the settings that they were last seen with, and says so', async () => {
    const { done, told } = await tendThrough([both, {}, both])

    expect(done).toEqual(['put a topic of a', 'put b topic of b'])
    expect(told).toEqual([
      'Connector a is gone and is made again (1 in a row)',
      'Connector b is gone and is made again (1 in a row)',
    ])
  })

  it('says nothing of one that was just made and is not listed yet', async () => {
    expect(await tendThrough([onlyA, onlyA, both])).toEqual({ done: [], told: [] })
  })

  it('says of one that was never there what makes it', async () => {
    const { done, told } = await tendThrough([onlyA, onlyA, onlyA])

    expect(done).toEqual([])
    expect(told).toEqual(['Connector b is not there, and was not before: bellhop warehouse apply makes it'])
  })

  it('does its work on one while another is refused', async () => {
    const { done, told } = await tendThrough([both, {}, onlyA], ['a'])

    expect(done).toEqual(['put b topic of b'])
    expect(told).toEqual([
      'Connector a is gone and is made again (1 in a row)',
      'no a',
      'Connector b is gone and is made again (1 in a row)',
    ])
  })

  it('says once that Kafka Connect does not answer, and takes no connector for gone then', async () => {
    const { done, told } = await tendThrough([both, new Error('away'), new Error('away'), both])

    expect(done).toEqual([])
    expect(told).toEqual(['away', 'Kafka Connect answers again'])
  })
})
