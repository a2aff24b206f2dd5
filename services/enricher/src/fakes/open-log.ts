import { createLogger } from '@bellhop/runtime'

/** A log that keeps its lines. */
export function openLog() {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  return { lines, log: createLogger({ service: 'enricher', level: 'info', destination }) }
}
