import { extent, interval, texts } from '../parameters.ts'
import type { Operation } from './operation.ts'

const deprecated = [
  'ResourceCategories',
  'ResourceCategoryAssignments',
  'ResourceCategoryImageAssignments',
  'ResourceFeatures',
  'ResourceFeatureAssignments',
]

/** Without `Extent.Inactive` inactive resources are hidden. */
export const resources: Operation = {
  name: 'resources/getAll',
  kind: 'resource',
  arrayOut: 'Resources',
  siblings: deprecated,
  scope: 'EnterpriseIds',
  idsIn: 'ResourceIds',
  parameters: {
    Extent: extent('Resources', { inactive: true, others: deprecated }),
    Names: texts('Name'),
    CreatedUtc: interval(3, ({ createdMs }) => createdMs),
    UpdatedUtc: interval(3, ({ changedMs }) => changedMs),
  },
  exclusive: [],
  needsFilter: false,
}
