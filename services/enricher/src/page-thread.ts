import { parentPort } from 'node:worker_threads'
import { type PackedPage, packPage } from './pack-page.ts'
import { createReadPage } from './read-page.ts'

/** A body to be read; its bytes are handed over. */
export type Asked = { readonly nth: number; readonly body: Uint8Array; readonly arrayOut: string }

/** What came of it. */
export type Told = { readonly nth: number; readonly page: PackedPage }

const readPage = createReadPage()

parentPort?.on('message', ({ nth, body, arrayOut }: Asked) => {
  const page = packPage(readPage(Buffer.from(body.buffer, body.byteOffset, body.byteLength), arrayOut))
  const told: Told = { nth, page }
  parentPort?.postMessage(told, [page.bytes.buffer])
})
