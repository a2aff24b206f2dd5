import { DAY, toUtc } from '../time.ts'
import { remarks } from '../words.ts'
import type { Maker } from './maker.ts'

const types = ['OutOfOrder', 'InternalUse'] as const

/** Times at which a resource cannot be booked: 12 fields. */
export const resourceBlock: Maker = {
  make({ random, enterprise, some }, id, times) {
    const startMs = Math.floor(times.createdMs / DAY) * DAY + random.below(30) * DAY
    return {
      Id: id,
      EnterpriseId: enterprise.id,
      AssignedResourceId: some('resource') ?? random.uuid(),
      IsActive: true,
      Type: random.pick(types),
      StartUtc: toUtc(startMs),
      EndUtc: toUtc(startMs + (1 + random.below(10)) * DAY),
      CreatedUtc: times.createdUtc,
      UpdatedUtc: times.updatedUtc,
      DeletedUtc: null,
      Name: random.pick(['Painting', 'Renovace koupelny', 'Staff – Übernachtung']),
      Notes: random.maybe(0.5, () => random.pick(remarks)),
    }
  },
  update: ({ random }, state) => ({
    Notes: random.other(remarks, state['Notes']),
    Type: random.pick(types),
  }),
  remove: (_scene, _state, updatedUtc) => ({ IsActive: false, DeletedUtc: updatedUtc }),
}
