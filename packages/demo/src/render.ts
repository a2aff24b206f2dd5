import { since, toQuantile, total } from './samples.ts'
import type { Snapshot } from './snapshot.ts'

/** Draws a snapshot as a table for a terminal; rates and delays are those since `before`. Pure. */
export function renderTable(now: Snapshot, before: Snapshot | undefined): string {
  const { webhooks, tokens, deadLetters } = now
  const elapsed = before === undefined ? 1 : Math.max(0.5, now.seconds - before.seconds)
  const rate = (value: number, earlier = 0) => `${Math.round((value - earlier) / elapsed)}/s`
  const lines = [
    `Bellhop, ${Math.round(now.seconds)} s`,
    '',
    `webhooks   ${total(webhooks.answered)} answered ${list(webhooks.answered)}`.trimEnd() +
      `; Mews sent ${webhooks.retried} again, threw ${webhooks.discarded} away`,
    `delay      event to record ${describeDelay(now, before)}`,
    `lag        ${now.lag} records to be read, ${now.waiting} waits so far`,
    `dead       ${total(deadLetters)} ${list(deadLetters)}`,
    '',
    row('event topic', 'events', 'now'),
    ...[...now.eventsByTopic].map(([topic, count]) => row(topic, count, rate(count, before?.eventsByTopic.get(topic)))),
    '',
    row('entity', 'records', 'now'),
    ...[...now.recordsByEntity].map(([name, count]) =>
      row(name, count, rate(count, before?.recordsByEntity.get(name))),
    ),
    '',
    row('token', 'calls', 'window'),
    ...tokens.map(({ name, calls, used, capacity }) => row(name, calls, `${used}/${capacity}`)),
  ]
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

/** Says a snapshot in one line, for where there is no terminal. Pure. */
export function renderLine(now: Snapshot, before: Snapshot | undefined): string {
  const calls = now.tokens.reduce((sum, token) => sum + token.calls, 0)
  return [
    `${Math.round(now.seconds)} s`,
    `${total(now.webhooks.answered)} webhooks`,
    `${total(now.eventsByTopic)} events`,
    `${total(now.recordsByEntity)} records`,
    `${calls} calls`,
    `lag ${now.lag}`,
    describeDelay(now, before),
    `${total(now.deadLetters)} dead letters\n`,
  ].join(', ')
}

function list(sums: ReadonlyMap<string, number>): string {
  return sums.size === 0 ? '' : `(${[...sums].map(([name, count]) => `${name}: ${count}`).join(', ')})`
}

/** The delays of the records since the snapshot before. */
function describeDelay({ delays }: Snapshot, before: Snapshot | undefined): string {
  const recent = before === undefined ? delays : since(delays, before.delays)
  return `p50 ${toMs(toQuantile(recent, 0.5))}, p99 ${toMs(toQuantile(recent, 0.99))}`
}

function row(name: string, count: number | string, now: string): string {
  return `${name.padEnd(42)}${String(count).padStart(10)}${now.padStart(12)}`
}

function toMs(seconds: number | undefined): string {
  if (seconds === undefined) return '-'
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`
}
