import Broker from 'kafkajs/src/broker/index.js'

/** By member: the generation that the group named when it last let the member in. */
const generations = new Map<string, number>()

let isWatching = false

/**
 * Has every kafkajs client of this process remember which generation of its group it has joined; once is enough. kafkajs
 * tells it with the first heartbeat only, and by then somebody else may be at work.
 */
export function watchJoins(): void {
  if (isWatching) return
  isWatching = true
  const { joinGroup } = Broker.prototype
  Broker.prototype.joinGroup = async function (options) {
    const answer = await joinGroup.call(this, options)
    generations.set(answer.memberId, answer.generationId)
    return answer
  }
}

/**
 * Tells, once for each join, the generation of the group that a member has joined.
 *
 * @throws TypeError for a member that this process has not seen join
 */
export function takeGeneration(memberId: string): number {
  const generation = generations.get(memberId)
  if (generation === undefined) throw new TypeError(`No word of a generation that ${memberId} has joined`)
  generations.delete(memberId)
  return generation
}
