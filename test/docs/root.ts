import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A text file of the repository. */
export function readRoot(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** Paths of the files in a folder of the repository that end so, those in its folders too; relative to the root. */
export function listRoot(folder: string, ending: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith(ending) && !/(^|\/)(node_modules|dist)\//.test(name))
    .map((name) => join(folder, name))
}
