import { type CreateFile, createFile, type WritableFile } from '../create-segment.ts'

/** A file system's error. */
export function toErrno(code: string): Error {
  return Object.assign(new Error(`${code}: a sick disk`), { code })
}

/** A disk that a test can make sick: what is set in `sick` rejects. */
export function createSickDisk() {
  const sick: { create?: string; write?: string; sync?: string } = {}
  const counts = { created: 0, synced: 0 }

  const create: CreateFile = async (path) => {
    counts.created += 1
    if (sick.create) throw toErrno(sick.create)
    const file = await createFile(path)
    const wrapped: WritableFile = {
      write: async (bytes, offset, length, at) => {
        if (!sick.write) return file.write(bytes, offset, length, at)
        // Part of a write is on the disk before it says that it is full.
        await file.write(bytes, offset, Math.ceil(length / 2), at)
        throw toErrno(sick.write)
      },
      datasync: async () => {
        counts.synced += 1
        if (sick.sync) throw toErrno(sick.sync)
        await file.datasync()
      },
      truncate: (bytes) => file.truncate(bytes),
      close: () => file.close(),
    }
    return wrapped
  }

  return { create, sick, counts }
}
