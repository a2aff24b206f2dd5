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
export type CallTimes = Readonly<Record<string, number>>

/** What a token is remembered by: not the token. */
export function toDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16)
}

/** Reads when tokens were last used; none where the file is not there or is damaged. */
export async function readCallTimes(file: string): Promise<CallTimes> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'))
    return Object.fromEntries(Object.entries(read ?? {}).filter(([, at]) => typeof at === 'number'))
  } catch {
    return {}
  }
}

/** Writes them; a reader sees the old file or the new one. */
export async function writeCallTimes(file: string, times: CallTimes): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(times), { mode: 0o600 })
  await rename(`${file}.new`, file)
}
