import type { JsonObject } from '../json.ts'
import type { Random } from '../random.ts'
import { remarks } from '../words.ts'
import type { Maker } from './maker.ts'

const states = ['Dirty', 'Clean', 'Inspected', 'OutOfService', 'OutOfOrder'] as const

/** Rooms and beds (Space), things (Object) and people (Person): 12 fields. */
export const resource: Maker = {
  make({ random, enterprise, some, serial }, id, times) {
    const number = serial()
    return {
      Id: id,
      EnterpriseId: enterprise.id,
      IsActive: true,
      ParentResourceId: random.chance(0.2) ? some('resource') : null,
      Name: random.pick([`${number}`, `Pokoj ${number}`, `Suite “${number}”`]),
      State: random.pick(states),
      Descriptions: toLocalized(random, number),
      ExternalNames: random.chance(0.5) ? {} : { 'en-US': `Room ${number}` },
      Directions: toLocalized(random, number),
      CreatedUtc: times.createdUtc,
      UpdatedUtc: times.updatedUtc,
      Data: toData(random, number),
    }
  },
  update: ({ random }, state) => ({ State: random.other(states, state['State']) }),
  remove: () => ({ IsActive: false }),
}

function toLocalized(random: Random, number: number): JsonObject {
  if (random.chance(0.3)) return {}
  const english = { 'en-US': `Behind the stairs, door ${number}` }
  return random.chance(0.5) ? english : { ...english, 'cs-CZ': `Za schody, dveře ${number}` }
}

function toData(random: Random, number: number): JsonObject {
  const Discriminator = random.pick(['Space', 'Space', 'Object', 'Person'])
  if (Discriminator !== 'Space') return { Discriminator, Value: {} }
  const LocationNotes = random.maybe(0.5, () => random.pick(remarks))
  return { Discriminator, Value: { FloorNumber: random.pick(['-1', '0', `${number % 20}`]), LocationNotes } }
}
