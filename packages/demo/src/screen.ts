import { renderLine, renderTable } from './render.ts'
import type { Snapshot } from './snapshot.ts'

/** Where the demonstration shows itself. */
export type Screen = {
  /** Says a sentence, which stays. */
  readonly say: (text: string) => void
  /** Shows what flows, in place of what was shown before. */
  readonly show: (snapshot: Snapshot) => void
}

/** Without a terminal, a line each this many seconds. */
const lineEverySeconds = 5
/** Rates and delays are those of the last so many seconds. */
const windowSeconds = 10

/** Opens the screen: a table that is drawn anew on a terminal, else a line every five seconds. */
export function createScreen(out: NodeJS.WriteStream): Screen {
  let said = ''
  const recent: Snapshot[] = []
  let lastLine: Snapshot | undefined

  return {
    say: (text) => {
      said = text
      out.write(text.endsWith('\n') ? text : `${text}\n`)
    },
    show: (snapshot) => {
      recent.push(snapshot)
      while (recent[0] !== undefined && snapshot.seconds - recent[0].seconds > windowSeconds) recent.shift()
      if (out.isTTY) {
        // Home, draw, and clear what is left below: no flicker of an emptied screen.
        out.write(
          `\x1b[H\x1b[2J${renderTable(snapshot, recent.length > 1 ? recent[0] : undefined)}\n${said}\nCtrl-C stops all.\n`,
        )
      } else if (lastLine === undefined || snapshot.seconds - lastLine.seconds >= lineEverySeconds) {
        out.write(renderLine(snapshot, lastLine))
        lastLine = snapshot
      }
    },
  }
}
