/** Where a command says what it found. Standard output holds answers and rows only; all else goes to standard error. */
export type Print = {
  /** The answer of the command, once: one JSON document with `--json`, else the lines. */
  readonly answer: (value: unknown, lines: readonly string[]) => void
  /** One of many: a JSON document on a line of its own with `--json`, else the line. */
  readonly row: (value: unknown, line: string) => void
  /** A sentence about the work, which stays. */
  readonly note: (text: string) => void
  /** How far the work is: in place of the last such line on a terminal, else a line every five seconds. */
  readonly progress: (text: string) => void
}

/** The part of a stream that is written to. */
export type Out = { readonly write: (text: string) => unknown; readonly isTTY?: boolean }

const progressEveryMs = 5_000

/** Makes a command's way to say something; `now` is milliseconds of a monotonic clock. */
export function createPrint(stdout: Out, stderr: Out, isJson: boolean, now = () => performance.now()): Print {
  let saidAt: number | undefined
  let isLineOpen = false

  const clear = () => {
    if (isLineOpen) stderr.write('\r\x1b[K')
    isLineOpen = false
  }
  const say = (line: string) => {
    clear()
    stdout.write(`${line}\n`)
  }
  return {
    answer: (value, lines) => {
      if (isJson) say(JSON.stringify(value, null, 2))
      else for (const line of lines) say(line)
    },
    row: (value, line) => say(isJson ? JSON.stringify(value) : line),
    note: (text) => {
      clear()
      stderr.write(`${text}\n`)
    },
    progress: (text) => {
      if (stderr.isTTY === true) {
        clear()
        stderr.write(text)
        isLineOpen = true
      } else if (saidAt === undefined || now() - saidAt >= progressEveryMs) {
        saidAt = now()
        stderr.write(`${text}\n`)
      }
    },
  }
}
