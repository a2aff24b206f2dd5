import { answersCut, answersSwallowed } from './answers-dropped.ts'
import { apiAway } from './api-away.ts'
import { apiSick } from './api-sick.ts'
import { brokerRestarted } from './broker-restarted.ts'
import { enricherFrozen } from './enricher-frozen.ts'
import { enricherKilled } from './enricher-killed.ts'
import type { Fault } from './fault.ts'
import { membersChange } from './members-change.ts'
import { registryAway } from './registry-away.ts'

/** All faults of the enricher, in the order in which they are tried. */
export const faults: ReadonlyMap<string, Fault> = new Map([
  ['enricher-killed', enricherKilled],
  ['members-change', membersChange],
  ['enricher-frozen', enricherFrozen],
  ['broker-restarted', brokerRestarted],
  ['answers-cut', answersCut],
  ['answers-open', answersSwallowed],
  ['registry-away', registryAway],
  ['api-away', apiAway],
  ['api-sick', apiSick],
])
