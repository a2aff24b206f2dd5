import { AvroError, type Deserializer } from '@bellhop/avro'
import type { InputRecord } from '@bellhop/kafka'
import type { Control } from '@bellhop/records'
import type { Logger } from '@bellhop/runtime'
import type { Halts } from './halts.ts'

/**
 * Takes a record for an operator's word, if it is one, and heeds it; false for what is an event.
 *
 * @param now - epoch milliseconds: no word is from later, whatever clock it was written by
 */
export type Heed = (record: InputRecord, halts: Halts, now: number) => boolean

/**
 * Creates what heeds the control topic. Each owner of a task reads it from its beginning, and nothing of it is committed:
 * a word says until when it holds, so to heed it again changes nothing.
 *
 * What cannot be read, or asks for what we do not know, is told and left.
 */
export function createHeed(
  topic: string,
  read: (bytes: Buffer) => ReturnType<Deserializer<Control>>,
  log: Logger,
): Heed {
  const heed = ({ lane, operation, action, requested_at }: Control, halts: Halts, now: number, timestamp: number) => {
    const at = Math.min(requested_at, timestamp, now)
    if (action === 'resume') halts.resume(lane, operation, at)
    else if (action === 'drop') halts.drop(lane, operation, at)
    else return log.error({ lane, operation, action }, 'an action in the control topic that we do not know')
    log.warn({ lane, operation, action, requestedAt: new Date(requested_at).toISOString() }, 'an operator has spoken')
  }
  return ({ topic: from, partition, offset, value, timestamp }, halts, now) => {
    if (from !== topic) return false
    if (value === null) return true
    const fail = (err: unknown) => {
      if (!(err instanceof AvroError)) throw err
      log.error({ err, partition, offset }, 'a record in the control topic that cannot be read')
    }
    try {
      const word = read(value)
      if (word instanceof Promise) word.then((known) => heed(known, halts, now, timestamp)).catch(fail)
      else heed(word, halts, now, timestamp)
    } catch (err) {
      fail(err)
    }
    return true
  }
}
