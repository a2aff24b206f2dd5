import type { CliCommand } from '../define-command.ts'
import { topicsApply } from './topics-apply.ts'
import { topicsPlan } from './topics-plan.ts'

/** Every command, in the order of the help. */
export const commands: readonly CliCommand[] = [topicsPlan, topicsApply]
