import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from '@sinclair/typebox'

/** The variable that names the file in which it is kept. */
export const stateFile = {
  DOCTOR_STATE_FILE: Type.String({
    default: join(tmpdir(), 'bellhop-doctor.json'),
    shownDefault: 'bellhop-doctor.json in the folder for temporary files',
    description: 'Where it is kept when each token was tried last.',
    expected: 'the path of a file',
  }),
}

/** When each token was last used by us, epoch milliseconds, by a digest of the token. */
type CallTimes = Readonly<Record<string, number>>

/** What a token is remembered by: not the token. */
export function toDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16)
}

/** When tokens were last used, as a file tells it. */
export type CallTimesFile = {
  readonly of: (digest: string) => number | undefined
  /** Known at once, and in the file when it resolves. */
  readonly remember: (digest: string, at: number) => Promise<void>
}

/** Opens the file; it is empty where it is not there or is damaged. One write follows the other, however many are asked for. */
export async function openCallTimes(file: string): Promise<CallTimesFile> {
  let times = await readCallTimes(file)
  let writing = Promise.resolve()
  return {
    of: (digest) => times[digest],
    remember: (digest, at) => {
      times = { ...times, [digest]: at }
      writing = writing.then(() => writeCallTimes(file, times))
      return writing
    },
  }
}

async function readCallTimes(file: string): Promise<CallTimes> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'))
    return Object.fromEntries(Object.entries(read ?? {}).filter(([, at]) => typeof at === 'number'))
  } catch {
    return {}
  }
}

/** A reader sees the old file or the new one. */
async function writeCallTimes(file: string, times: CallTimes): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(times), { mode: 0o600 })
  await rename(`${file}.new`, file)
}
