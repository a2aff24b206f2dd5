import type { DeadLetter } from '@bellhop/records'
import type { Place } from './ledger.ts'
import { toPlaceId } from './to-redriven.ts'

/** A dead letter as a list shows it. */
export type LetterRow = Pick<
  DeadLetter,
  'id' | 'reason' | 'class' | 'detail' | 'discriminator' | 'enterprise_id' | 'entity_id' | 'event_id'
> & {
  /** `<topic>-<partition>-<offset>`. */
  readonly coordinates: string
  readonly failed_at: string
  readonly is_redriven: boolean
}

/** Dead letters of one reason and class. */
export type LetterCount = {
  readonly reason: string
  readonly class: string
  readonly count: number
  readonly redriven: number
  /** When the oldest and the newest of them were given up, ISO 8601. */
  readonly oldest: string
  readonly newest: string
}

/** What a list of dead letters comes to. */
export type LetterSummary = {
  readonly total: number
  readonly counts: readonly LetterCount[]
  /** The newest of them, newest first. */
  readonly rows: readonly LetterRow[]
  /** Records that are none of ours: how many, and where the first of them stand. */
  readonly unreadable: { readonly count: number; readonly examples: readonly string[] }
}

/** Counts dead letters, and keeps the newest. */
export type Summarising = {
  readonly add: (letter: DeadLetter, place: Place, isRedriven: boolean) => void
  readonly unreadable: (place: Place) => void
  readonly summary: () => LetterSummary
}

/** Unreadable records that are named. */
const maxExamples = 20

type Counting = { reason: string; class: string; count: number; redriven: number; oldest: number; newest: number }

/**
 * Begins a summary.
 *
 * @param limit - rows to keep; memory is bounded by it, however many dead letters there are
 */
export function createSummarising(limit: number): Summarising {
  const counts = new Map<string, Counting>()
  const examples: string[] = []
  let unreadable = 0
  let kept: Array<{ readonly failedAt: number; readonly row: LetterRow }> = []
  const trim = (to: number) => {
    kept = kept.toSorted((a, b) => b.failedAt - a.failedAt).slice(0, to)
  }
  return {
    add: (letter, place, isRedriven) => {
      const { reason, class: own, failed_at: failedAt } = letter
      const key = JSON.stringify([reason, own])
      const none = { reason, class: own, count: 0, redriven: 0, oldest: failedAt, newest: failedAt }
      const found = counts.get(key) ?? none
      counts.set(key, found)
      found.count += 1
      if (isRedriven) found.redriven += 1
      found.oldest = Math.min(found.oldest, failedAt)
      found.newest = Math.max(found.newest, failedAt)
      kept.push({ failedAt, row: toRow(letter, place, isRedriven) })
      if (kept.length > 2 * limit + 100) trim(limit)
    },
    unreadable: (place) => {
      unreadable += 1
      if (examples.length < maxExamples) examples.push(toPlaceId(place))
    },
    summary: () => {
      trim(limit)
      const all = [...counts.values()].toSorted((a, b) => b.count - a.count)
      return {
        total: all.reduce((sum, { count }) => sum + count, 0),
        counts: all.map((count) => ({ ...count, oldest: toTime(count.oldest), newest: toTime(count.newest) })),
        rows: kept.map(({ row }) => row),
        unreadable: { count: unreadable, examples: [...examples] },
      }
    },
  }
}

/** Says a summary in lines: counts, then rows. Pure. */
export function renderSummary({ total, counts, rows, unreadable }: LetterSummary): readonly string[] {
  const { count: strange, examples } = unreadable
  const more = strange > examples.length ? [`  and ${strange - examples.length} more`] : []
  const foreign = [`${strange} records cannot be read: none of ours`, ...examples.map((id) => `  ${id}`), ...more]
  return [
    ...(total === 0 ? ['No dead letters.'] : renderLetters({ total, counts, rows })),
    ...(strange === 0 ? [] : foreign),
  ]
}

function renderLetters({ total, counts, rows }: Omit<LetterSummary, 'unreadable'>): readonly string[] {
  return [
    `${total} dead letters`,
    ...counts.map(
      ({ reason, class: own, count, redriven, oldest, newest }) =>
        `  ${count} ${reason} (${own}), ${oldest} to ${newest}${redriven === 0 ? '' : `; ${redriven} of them redriven`}`,
    ),
    ...(rows.length === 0 ? [] : ['', `The newest ${rows.length}:`]),
    ...rows.map(({ failed_at, reason, discriminator, entity_id, enterprise_id, coordinates, is_redriven }) => {
      const what = [discriminator ?? 'no event', entity_id ?? '', enterprise_id === null ? '' : `of ${enterprise_id}`]
      const said = what.filter((word) => word !== '').join(' ')
      return `  ${failed_at}  ${reason}  ${said}  ${coordinates}${is_redriven ? '  (redriven)' : ''}`
    }),
  ]
}

function toRow(letter: DeadLetter, place: Place, isRedriven: boolean): LetterRow {
  const { id, reason, class: own, detail, discriminator, enterprise_id, entity_id, event_id, failed_at } = letter
  return {
    coordinates: toPlaceId(place),
    failed_at: toTime(failed_at),
    reason,
    class: own,
    detail,
    discriminator,
    enterprise_id,
    entity_id,
    event_id,
    id,
    is_redriven: isRedriven,
  }
}

function toTime(at: number): string {
  return new Date(at).toISOString()
}
