import type { ConnectorPlan, TablePlan, WarehousePlan } from '@bellhop/warehouse'

/** A plan of the warehouse in lines for people; `isDone` tells of what has been done instead of what is to be done. */
export function renderWarehouse({ tables, connectors }: WarehousePlan, isDone: boolean): string[] {
  const lines = [
    ...tables.flatMap((table) => tellTable(table, isDone)),
    ...connectors.flatMap((one) => tell(one, isDone)),
  ]
  const counted = `${tables.length} tables and ${connectors.length} connectors`
  return lines.length === 0 ? [`${counted}; all are there as wanted.`] : [...lines, `${counted}.`]
}

/** Whether something is left that `apply` does not mend: a person has to. */
export function isLeftOver({ tables, connectors }: WarehousePlan): boolean {
  return (
    tables.some(({ differences }) => differences.length > 0) ||
    connectors.some(({ action, problems }) => action === 'none' && problems.length > 0)
  )
}

function tellTable({ table, isMissing, statements, differences }: TablePlan, isDone: boolean): string[] {
  const head = isMissing ? (isDone ? 'created' : 'missing') : isDone ? 'changed' : 'to change'
  return [
    ...(statements.length === 0 ? [] : [`${head.padEnd(9)} table ${table}`]),
    ...(isDone ? [] : statements.flatMap((statement) => `${statement};`.split('\n').map((line) => `    ${line}`))),
    ...differences.map((difference) => `differs   ${difference}`),
  ]
}

const words = {
  create: ['missing', 'created'],
  update: ['to change', 'changed'],
  restart: ['to start', 'started'],
} as const

function tell({ connector, action, differs, problems }: ConnectorPlan, isDone: boolean): string[] {
  const word = action === 'none' ? undefined : words[action][isDone ? 1 : 0]
  const settings = differs.length === 0 ? '' : `: ${differs.join(', ')}`
  return [
    ...(word === undefined ? [] : [`${word.padEnd(9)} connector ${connector}${settings}`]),
    ...problems.map((problem) => `differs   connector ${connector}: ${problem}`),
  ]
}
