import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Answer, ReadPage } from '@bellhop/mews'
import type { Opened } from '@bellhop/runtime'
import type { Item } from './api.ts'
import { unpackPage } from './pack-page.ts'
import type { Asked, Told } from './page-thread.ts'
import { createReadPage } from './read-page.ts'
import type { LoopTimes } from './saturation.ts'
import type { Pass } from './turnstile.ts'

/** Bytes of a body below which it is read at once: it takes less time than to hand it over. */
const smallBytes = 32 * 1024

const aborted: Answer<Item> = { kind: 'unreachable', cause: 'aborted' }

/** What reads pages. */
export type PageReader = {
  readonly readPage: ReadPage<Item>
  /** How long its thread has been busy and idle. */
  readonly times: () => LoopTimes
}

/**
 * Opens the reader of pages, with a thread of its own: to parse, map, encode and hash a thousand entities takes tens of
 * milliseconds, in which heartbeats and all other lanes would have to wait.
 *
 * @param onFatal - called when the thread has ended by itself: what it was to read is then never told
 * @param program - what the thread runs
 */
export function openPageReader(
  pass: Pass,
  onFatal: (error: unknown) => void,
  program: string | URL = createRequire(import.meta.url).resolve('@bellhop/enricher/page-thread'),
): Opened<PageReader> {
  const readHere = createReadPage()
  const thread = new Worker(program, { execArgv: ['--enable-source-maps'] })
  const waiting = new Map<number, (answer: Answer<Item>) => void>()
  let [asked, isClosing] = [0, false]

  const settle = async ({ nth, page }: Told) => {
    // Those that came while we were busy come all at once.
    await pass()
    waiting.get(nth)?.(unpackPage(page))
    waiting.delete(nth)
  }
  thread.on('message', (told: Told) => void settle(told).catch(onFatal))
  thread.on('messageerror', onFatal)
  thread.on('error', onFatal)
  thread.on('exit', (code) => {
    if (!isClosing) onFatal(new Error(`The thread that reads pages has ended, with ${code}`))
  })

  const readPage: ReadPage<Item> = (body, arrayOut) => {
    if (isClosing) return aborted
    if (body.byteLength < smallBytes) return readHere(body, arrayOut)
    asked += 1
    const nth = asked
    const message: Asked = { nth, body, arrayOut }
    return new Promise((resolve) => {
      waiting.set(nth, resolve)
      thread.postMessage(message, [body.buffer as ArrayBuffer])
    })
  }
  const close = async () => {
    isClosing = true
    await thread.terminate()
    for (const resolve of waiting.values()) resolve(aborted)
  }
  const times = () => thread.performance.eventLoopUtilization()
  return { value: { readPage, times }, close }
}
