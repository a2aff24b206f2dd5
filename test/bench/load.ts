import { setTimeout as delay } from 'node:timers/promises'
import type { Bodies } from './bodies.ts'
import { createHttpConnection, type HttpConnection } from './http-connection.ts'

/** What to send, where and how fast. */
export type LoadOptions = {
  readonly port: number
  readonly path: string
  readonly bodies: Bodies
  /** Number of the first body. */
  readonly firstBody?: number
  /** Bodies a second, sent at their time whatever became of those before; undefined for as many as are answered. */
  readonly rate: number | undefined
  readonly seconds: number
  readonly connections?: number
  /** How long answers are waited for after the last was sent, in seconds. */
  readonly patienceSeconds?: number
  /** Another place that takes the same: bodies go to both in turn, and one that is not taken once more to the other. */
  readonly otherPort?: number
  /** Ends the sending before its time. */
  readonly ending?: AbortSignal
  /** Told of each body's status. */
  readonly onStatus?: (status: number) => void
}

/** What came of a load. */
export type LoadResult = {
  readonly bodies: Bodies
  readonly firstBody: number
  /** The status of each body in order; 0 where there was no answer. */
  readonly statuses: Uint16Array
  /** Milliseconds from when a body was due to its answer, for those answered 204, sorted. */
  readonly latenciesMs: Float64Array
  /** Milliseconds that the slowest answer took from when its body was sent, whatever it said. */
  readonly longestAnswerMs: number
  /** Bodies that were sent once more, to the other place. */
  readonly resent: number
  /** From the first body to the last answer. */
  readonly elapsedSeconds: number
}

/** Posts bodies over kept-alive connections; the latency counts from when each was due, so that a stall is not hidden. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { path, bodies, rate, seconds, firstBody = 0, connections = 100, patienceSeconds = 30, onStatus } = options
  const { port, otherPort, ending } = options
  const ports = otherPort === undefined ? [port] : [port, otherPort]
  const connect = () => ports.map((each) => createHttpConnection(each, path))
  /** Each has a connection to each place, and posts one body at a time. */
  const all = Array.from({ length: connections }, connect)
  const free = [...all]
  const statuses: number[] = []
  const latencies: number[] = []
  const startedAt = performance.now()
  let endsAt = startedAt + seconds * 1000
  const end = () => {
    endsAt = Math.min(endsAt, performance.now())
  }
  if (ending?.aborted) end()
  else ending?.addEventListener('abort', end, { once: true })
  let sent = 0
  let answered = 0
  let lastAnswerAt = startedAt
  let longestAnswerMs = 0
  let resent = 0

  const post = (connection: HttpConnection | undefined, body: Buffer, onAnswer: (status: number) => void) => {
    const sentAt = performance.now()
    connection?.post(body, (status) => {
      if (status !== 0) longestAnswerMs = Math.max(longestAnswerMs, performance.now() - sentAt)
      onAnswer(status)
    })
  }
  /** As a balancer does that tries once more: at the other place, over a new connection. */
  const postOnceMore = (elsewhere: number, body: Buffer, onAnswer: (status: number) => void) => {
    const connection = createHttpConnection(elsewhere, path)
    resent += 1
    post(connection, body, (status) => {
      connection.close()
      onAnswer(status)
    })
  }
  const postNext = (poster: HttpConnection[]) => {
    const number = sent++
    const due = rate === undefined ? performance.now() : startedAt + (number * 1000) / rate
    const body = bodies.make(firstBody + number)
    const settle = (status: number) => {
      const now = performance.now()
      statuses[number] = status
      if (status === 204) latencies.push(now - due)
      answered += 1
      lastAnswerAt = now
      onStatus?.(status)
    }
    const elsewhere = otherPort === undefined ? undefined : ports[(number + 1) % ports.length]
    post(poster[number % ports.length], body, (status) => {
      if (elsewhere !== undefined && (status === 0 || status === 503)) postOnceMore(elsewhere, body, settle)
      else settle(status)
      if (mayPost(performance.now())) postNext(poster)
      else free.push(poster)
    })
  }
  const mayPost = (now: number) => (rate === undefined ? now < endsAt : sent < toDue(now))
  const toDue = (now: number) => Math.ceil(((Math.min(now, endsAt) - startedAt) / 1000) * (rate ?? 0))

  for (let now = startedAt; now < endsAt; now = performance.now()) {
    while (free.length > 0 && mayPost(now)) {
      const poster = free.pop()
      if (poster) postNext(poster)
    }
    await delay(1)
  }
  const givesUpAt = performance.now() + patienceSeconds * 1000
  while (answered < sent && performance.now() < givesUpAt) await delay(5)
  for (const connection of all.flat()) connection.close()
  ending?.removeEventListener('abort', end)

  return {
    bodies,
    firstBody,
    statuses: Uint16Array.from({ length: sent }, (_, number) => statuses[number] ?? 0),
    latenciesMs: Float64Array.from(latencies).sort(),
    longestAnswerMs,
    resent,
    elapsedSeconds: (lastAnswerAt - startedAt) / 1000,
  }
}

/** The latency that a share of the answers did not exceed, in milliseconds; NaN without answers. Pure. */
export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
