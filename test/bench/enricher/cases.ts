import { backlogManyTokens } from './backlog-many-tokens.ts'
import { backlogOneToken } from './backlog-one-token.ts'
import { bursts } from './bursts.ts'
import type { Case } from './case.ts'
import { lifted } from './lifted.ts'
import { trickle } from './trickle.ts'
import { zipf } from './zipf.ts'

/** All cases of the enricher, in the order in which they are measured. */
export const cases: ReadonlyMap<string, Case> = new Map([
  ['backlog-one-token', backlogOneToken],
  ['backlog-many-tokens', backlogManyTokens],
  ['trickle', trickle],
  ['bursts', bursts],
  ['zipf', zipf],
  ['lifted', lifted],
])
