import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'

/** The first token of a file, which is made with a random one, for its owner only, where there is none. */
export async function ensureToken(file: string): Promise<string> {
  const [first] = (await readFile(file, 'utf8').catch(() => '')).split(/[,\s]+/).filter(Boolean)
  if (first !== undefined) return first
  const token = randomUUID()
  await writeFile(file, `${token}\n`, { mode: 0o600 })
  return token
}
