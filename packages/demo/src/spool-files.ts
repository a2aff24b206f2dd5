import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A segment file without an entry has at most these bytes. */
const emptySegmentBytes = 8

/** A file of a spool, and its size. */
export type SpoolFile = { readonly path: string; readonly bytes: number }

/** Whether no folder of a spool holds an entry; the disk is asked, since metrics are a moment late. */
export async function isSpoolEmpty(spoolDir: string): Promise<boolean> {
  return (await findSpoolFiles(spoolDir, '.segment')).every(({ bytes }) => bytes <= emptySegmentBytes)
}

/** Files of a spool whose names end so, in all of its folders; those that are removed meanwhile do not count. */
export async function findSpoolFiles(spoolDir: string, ending: string): Promise<readonly SpoolFile[]> {
  const entries: Dirent[] = await readdir(spoolDir, { withFileTypes: true, recursive: true }).catch(() => [])
  const paths = entries
    .filter(({ name }) => name.endsWith(ending))
    .map(({ parentPath, name }) => join(parentPath, name))
  const found = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ size }) => [{ path, bytes: size }],
        () => [],
      ),
    ),
  )
  return found.flat()
}
