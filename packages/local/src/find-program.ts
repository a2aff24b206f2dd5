import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, resolve } from 'node:path'

/** The path of a program on `PATH`, or undefined; an empty entry of `PATH` is not the current folder here. */
export async function findProgram(name: string, path: string | undefined): Promise<string | undefined> {
  for (const folder of (path ?? '').split(delimiter)) {
    if (folder === '') continue
    const file = resolve(folder, name)
    if (await isProgram(file)) return file
  }
  return undefined
}

/** Whether the path is a file that this user may execute. */
export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
