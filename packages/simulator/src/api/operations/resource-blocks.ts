import { activityStates, colliding, ids, interval, notSimulated } from '../parameters.ts'
import type { Operation } from './operation.ts'

/** Without `ActivityStates` deleted blocks are hidden. */
export const resourceBlocks: Operation = {
  name: 'resourceBlocks/getAll',
  kind: 'resource-block',
  arrayOut: 'ResourceBlocks',
  siblings: [],
  scope: 'EnterpriseIds',
  idsIn: 'ResourceBlockIds',
  parameters: {
    AssignedResourceIds: ids('AssignedResourceId'),
    ActivityStates: activityStates,
    CollidingUtc: colliding('StartUtc', 'EndUtc'),
    CreatedUtc: interval(3, ({ createdMs }) => createdMs),
    UpdatedUtc: interval(3, ({ changedMs }) => changedMs),
    Extent: notSimulated(),
  },
  exclusive: [],
  needsFilter: false,
}
