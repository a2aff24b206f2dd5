import { open, stat } from 'node:fs/promises'

/** The length of a log file in bytes; 0 where there is none yet. */
export async function sizeOfLog(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}

/** The text of a log file from a byte on, at most its last MiB; empty where there is none yet. */
export async function readLog(file: string, from = 0): Promise<string> {
  const size = await sizeOfLog(file)
  const start = Math.max(from, size - 1_048_576)
  if (size <= start) return ''
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The last lines of a text that say something, for an error message. */
export function toLastLines(text: string, count = 15): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(-count).join('\n')
}
