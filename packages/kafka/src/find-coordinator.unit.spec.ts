import type { BrokerPool, Coordinator } from 'kafkajs/src/cluster/index.js'
import { describe, expect, it } from 'vitest'
import { findCoordinator } from './find-coordinator.ts'

const question = { groupId: 'a-group', coordinatorType: 0 }
const found: Coordinator = { coordinator: { nodeId: 2 } }

/** A pool that goes from broker to broker as kafkajs's does, and forgets why they failed. */
function poolOf(...answers: ReadonlyArray<Coordinator | Error>): BrokerPool {
  return {
    withBroker: async (ask) => {
      for (const answer of answers) {
        const broker = {
          findGroupCoordinator: async () => {
            if (answer instanceof Error) throw answer
            return answer
          },
        }
        const given = await ask({ broker }).catch(() => undefined)
        if (given) return given
      }
      return null
    },
  }
}

describe('findCoordinator', () => {
  it('gives what the first broker that answers says', async () => {
    const cut = new Error('Closed connection')

    expect(await findCoordinator(poolOf(cut, found), question)).toBe(found)
  })

  it('throws what the last broker said, so that it can be told whether that may pass', async () => {
    const [cut, denied] = [new Error('Closed connection'), new Error('Not authorized to access group')]

    await expect(findCoordinator(poolOf(denied, cut), question)).rejects.toBe(cut)
    await expect(findCoordinator(poolOf(cut, denied), question)).rejects.toBe(denied)
  })
})
