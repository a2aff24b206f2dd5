import type { CliCommand } from '../define-command.ts'
import { topicsApply } from './topics-apply.ts'
import { topicsPlan } from './topics-plan.ts'
import { warehouseApply } from './warehouse-apply.ts'
import { warehousePlan } from './warehouse-plan.ts'
import { warehouseWatch } from './warehouse-watch.ts'

/** Every command, in the order of the help. */
export const commands: readonly CliCommand[] = [topicsPlan, topicsApply, warehousePlan, warehouseApply, warehouseWatch]
