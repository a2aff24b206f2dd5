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
}

/** What came of a load. */
export type LoadResult = {
  readonly bodies: Bodies
  readonly firstBody: number
  /** The status of each body in order; 0 where there was no answer. */
  readonly statuses: Uint16Array
  /** Milliseconds from when a body was due to its answer, for those answered 204, sorted. */
  readonly latenciesMs: Float64Array
  /** From the first body to the last answer. */
  readonly elapsedSeconds: number
}

/** Posts bodies over kept-alive connections; the latency counts from when each was due, so that a stall is not hidden. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { port, path, bodies, rate, seconds, firstBody = 0, connections = 100, patienceSeconds = 30 } = options
  const all = Array.from({ length: connections }, () => createHttpConnection(port, path))
  const free: HttpConnection[] = [...all]
  const statuses: number[] = []
  const latencies: number[] = []
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  let sent = 0
  let answered = 0
  let lastAnswerAt = startedAt

  const postNext = (connection: HttpConnection) => {
    const number = sent++
    const due = rate === undefined ? performance.now() : startedAt + (number * 1000) / rate
    connection.post(bodies.make(firstBody + number), (status) => {
      const now = performance.now()
      statuses[number] = status
      if (status === 204) latencies.push(now - due)
      answered += 1
      lastAnswerAt = now
      if (mayPost(now)) postNext(connection)
      else free.push(connection)
    })
  }
  const mayPost = (now: number) => (rate === undefined ? now < endsAt : sent < toDue(now))
  const toDue = (now: number) => Math.floor(((Math.min(now, endsAt) - startedAt) / 1000) * (rate ?? 0))

  for (let now = startedAt; now < endsAt; now = performance.now()) {
    while (free.length > 0 && mayPost(now)) {
      const connection = free.pop()
      if (connection) postNext(connection)
    }
    await delay(1)
  }
  const givesUpAt = performance.now() + patienceSeconds * 1000
  while (answered < sent && performance.now() < givesUpAt) await delay(5)
  for (const connection of all) connection.close()

  return {
    bodies,
    firstBody,
    statuses: Uint16Array.from({ length: sent }, (_, number) => statuses[number] ?? 0),
    latenciesMs: Float64Array.from(latencies).sort(),
    elapsedSeconds: (lastAnswerAt - startedAt) / 1000,
  }
}

/** The latency that a share of the answers did not exceed, in milliseconds; NaN without answers. Pure. */
export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
