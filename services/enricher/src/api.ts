import type { Answer, Call, Credential } from '@bellhop/mews'
import type { MappedEntity } from './map-entity.ts'
import type { Misfit } from './map-fields.ts'

/** A call without its token, which the lane adds. */
export type Request = Omit<Call, 'accessToken'>

/**
 * Makes a call that has already been taken from the credential's budget, and says when it began.
 *
 * Kept apart from waiting for the budget, so that a batch can be filled up to the moment it goes out.
 */
export type Send = (credential: Credential, request: Request, ids: number) => Promise<Sent>

/**
 * As {@link Send}, but the call ends with the signal: what is sent for a task ends with it. `mayStill` is asked right
 * before it goes out.
 */
export type SendUntil = (
  ...args: [...call: Parameters<Send>, signal: AbortSignal, mayStill: () => boolean]
) => Promise<Sent>

/** What stands on a page. */
export type Item = {
  /** The text by which an entity is known here; undefined for what has none. */
  readonly id: string | undefined
  /** What is published of it, or what does not fit; undefined for a thread, of which nothing is. */
  readonly entity: MappedEntity | Misfit | undefined
}

/** An answer, and the epoch milliseconds at which its call began: never before those of a call that was made earlier. */
export type Sent = { readonly answer: Answer<Item>; readonly beganAt: number }

/** An entity that was asked for, and when the call that brought it began. */
export type FoundEntity = { readonly entity: MappedEntity | Misfit; readonly beganAt: number }

/** Entities by id, as they are gathered. */
export type Found = Map<string, FoundEntity>

/** Waits for the budget and the right to call; false when the turn has no time left, and then no call may be made. */
export type Acquire = (credential: Credential) => Promise<boolean>

/** An answer without a page. */
export type FailedAnswer = Exclude<Answer, { kind: 'page' }>

/** Mews's word that it will not answer a call. */
export type Refusal = Extract<FailedAnswer, { kind: 'refused' }>

/** What came of asking for some lookups. */
export type Fetched =
  | {
      readonly kind: 'found'
      /** By id. */
      readonly items: ReadonlyMap<string, FoundEntity>
      /**
       * What stopped it before the last page, if anything: then what is missing may be on a page that was not asked for.
       *
       * - `time`: the turn had none left
       * - `calls`: it made as many as it may, and the next fetch goes on from there
       * - `pages`: it turned as many pages as it may, and the next fetch begins with the first
       */
      readonly cut: 'time' | 'calls' | 'pages' | undefined
      /** Ids that were not looked for everywhere, though nothing stopped it: they came when a search was under way. */
      readonly unsearched?: ReadonlySet<string>
      /** What Mews refused of what ids stand for, by id: they can never be found. */
      readonly refused?: ReadonlyMap<string, Refusal>
      /** Entities that nobody asked for, and what has no id, where all that comes should have been asked for. */
      readonly strangers?: number
    }
  | {
      readonly kind: 'failed'
      readonly answer: FailedAnswer
      /** The operation that gave no page. */
      readonly operation: string
      /** Whether it was found to be refused whatever is asked for. */
      readonly isHopeless?: boolean
    }

/** Entities asked for in one page, the most that Mews allows. */
export const pageSize = 1_000
