import { open, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { MAGIC } from './segment-format.ts'
import { syncFolder } from './sync-folder.ts'

/** What is needed of a file; a `FileHandle` is one. */
export type WritableFile = {
  readonly write: (bytes: Buffer, offset: number, length: number, at: number) => Promise<{ bytesWritten: number }>
  readonly datasync: () => Promise<void>
  readonly truncate: (bytes: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** Creates a file that must not be there yet, open for writing. */
export type CreateFile = (path: string) => Promise<WritableFile>

/** Creates a file on the disk, for the eyes of the service's user only. */
export const createFile: CreateFile = (path) => open(path, 'wx', 0o600)

/** A segment file that is being written. */
export type ActiveSegment = {
  readonly path: string
  /** Bytes written and synced. */
  readonly bytes: () => number
  /** Writes and syncs; rejects with the file system's error, after which the segment must be ended by `giveUp`. */
  readonly append: (entries: Buffer) => Promise<void>
  /** Ends it, and removes it if it holds no entry. Never rejects: what it holds is synced. */
  readonly seal: () => Promise<void>
  /** Ends it after a failure, cut back to what is synced where the disk lets us. Never rejects. */
  readonly giveUp: () => Promise<void>
}

/** Creates a segment file. It gets its magic with the first write, and its name is made durable then. */
export async function createSegment(path: string, create: CreateFile): Promise<ActiveSegment> {
  const file = await create(path)
  let synced = 0

  async function append(entries: Buffer): Promise<void> {
    const isNew = synced === 0
    const bytes = isNew ? Buffer.concat([MAGIC, entries]) : entries
    await writeAll(file, bytes, synced)
    await file.datasync()
    if (isNew) await syncFolder(dirname(path))
    synced += bytes.byteLength
  }

  async function seal(): Promise<void> {
    await file.close().catch(() => undefined)
    if (synced <= MAGIC.byteLength) await unlink(path).catch(() => undefined)
  }

  async function giveUp(): Promise<void> {
    await file.truncate(synced).catch(() => undefined)
    await seal()
  }

  return { path, bytes: () => synced, append, seal, giveUp }
}

/** A disk that gets full takes a part of a write, and says why only when it is given the rest. */
async function writeAll(file: WritableFile, bytes: Buffer, at: number): Promise<void> {
  let written = 0
  while (written < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, written, bytes.byteLength - written, at + written)
    if (bytesWritten === 0) throw new Error(`The disk took ${written} of ${bytes.byteLength} bytes`)
    written += bytesWritten
  }
}
