import type { CliCommand } from '../define-command.ts'
import { aclsApply } from './acls-apply.ts'
import { aclsPlan } from './acls-plan.ts'
import { deadLettersList } from './dead-letters-list.ts'
import { deadLettersRedrive } from './dead-letters-redrive.ts'
import { deadLettersShow } from './dead-letters-show.ts'
import { doctor } from './doctor.ts'
import { drop } from './drop.ts'
import { replay } from './replay.ts'
import { resume } from './resume.ts'
import { status } from './status.ts'
import { tail } from './tail.ts'
import { topicsApply } from './topics-apply.ts'
import { topicsPlan } from './topics-plan.ts'
import { trace } from './trace.ts'
import { warehouseApply } from './warehouse-apply.ts'
import { warehousePlan } from './warehouse-plan.ts'
import { warehouseWatch } from './warehouse-watch.ts'

/** Every command, in the order of the help. */
export const commands: readonly CliCommand[] = [
  doctor,
  status,
  trace,
  tail,
  deadLettersList,
  deadLettersShow,
  deadLettersRedrive,
  replay,
  resume,
  drop,
  topicsPlan,
  topicsApply,
  aclsPlan,
  aclsApply,
  warehousePlan,
  warehouseApply,
  warehouseWatch,
]
