import { renderTable } from '../render-table.ts'
import { renderDuration, renderMoment } from '../render-time.ts'
import type { ServiceWord, Status } from './status.ts'

/** A status as lines for people. Pure. */
export function renderStatus(status: Status): readonly string[] {
  const { at, lag, waiting, accounting, budgets, parked, spool, deadLetters } = status
  const { consumed, enriched, unchanged, deadLettered, waiting: deferred } = accounting.sums
  const since = (moment: number | null) => (moment === null ? '' : renderDuration(at - moment))
  const behind = lag.filter(({ records }) => records > 0)
  const reasons = Object.entries(waiting.reasons).map(([reason, count]) => `${reason} ${count}`)
  const ofThese = waiting.lookedAt < waiting.records ? `; of the first ${waiting.lookedAt}: ` : ': '
  return [
    `Status at ${renderMoment(at)} of group ${status.groupId}`,
    '',
    ...section(
      'Lag',
      renderTable(
        ['topic', 'records', 'oldest'],
        behind.map(({ topic, records, isExact, oldestAt }) => [
          topic,
          `${isExact ? '' : '<= '}${records}`,
          since(oldestAt),
        ]),
      ),
      'none: all that stands in the topics is consumed',
    ),
    waiting.records === 0
      ? 'Waiting: nothing'
      : `Waiting: ${waiting.records} events${ofThese}${reasons.join(', ')}, the oldest received ${since(waiting.oldestReceivedAt)} ago`,
    `Ends: ${consumed} consumed = ${enriched} enriched + ${unchanged} unchanged + ${deadLettered} dead-lettered + ${deferred} waiting${
      accounting.isAudited ? '; compared with all that stands in the topics' : ''
    }`,
    ...accounting.incomparable.map((part) => `Cannot be compared any more: ${part}`),
    '',
    ...section(
      `Dead letters since ${renderMoment(status.deadLettersSince)}`,
      renderTable(
        ['topic', 'reason', 'class', 'count', 'last'],
        deadLetters.map((row) => [row.topic, row.reason, row.class, row.count, `${since(row.lastAt)} ago`]),
      ),
      'none',
    ),
    ...status.ingress.map((word) => renderService('Ingress', word)),
    ...status.enricher.map((word) => renderService('Enricher', word)),
    `Spool: ${spool === null ? 'not known, since no ingress answers' : spool.bytes === 0 ? 'empty' : `${spool.bytes} bytes, the oldest of ${renderDuration(spool.ageSeconds * 1000)} ago`}`,
    ...budgets.map(
      ({ credential, used, capacity }) => `Budget of ${credential}: ${used} of ${capacity} calls in its window`,
    ),
    ...parked.map(
      ({ operation, reason, of }) => `${reason === '401' ? 'Parked' : 'Halted'}: ${operation} of ${of} (${reason})`,
    ),
    '',
    ...(status.problems.length === 0
      ? ['Nothing is wrong.']
      : ['Wrong:', ...status.problems.map((one) => `  - ${one}`)]),
  ]
}

function section(title: string, lines: readonly string[], otherwise: string): readonly string[] {
  return lines.length === 0 ? [`${title}: ${otherwise}`] : [title, ...lines.map((line) => `  ${line}`), '']
}

function renderService(name: string, { address, status, reasons }: ServiceWord): string {
  return `${name} at ${address}: ${status}${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`
}
