import { mkdir, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { describePlace } from '../bench/results.ts'

/** What is said of a program's faults beside their table. */
export type Report = {
  /** Its name: of the file, and behind `npm run faults:`. */
  readonly program: 'ingress' | 'enricher'
  readonly title: string
  /** What it was called with, after its name. */
  readonly argument: string
  /** What took its share of the machine. */
  readonly beside: string
  readonly how: string
  /** What is said when there are no problems. */
  readonly good: string
}

/**
 * Prints the table of the faults, and writes it to test/faults/results where that is wanted.
 *
 * @throws Error with all problems, where there are any
 */
export async function reportFaults(
  report: Report,
  table: string,
  problems: readonly string[],
  isWritten: boolean,
): Promise<void> {
  process.stdout.write(`\n${table}\n`)
  if (isWritten) {
    await mkdir('test/faults/results', { recursive: true })
    await writeFile(`test/faults/results/${report.program}.md`, renderReport(report, table, problems))
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

function renderReport(report: Report, table: string, problems: readonly string[]): string {
  const { program, title, argument, beside, how, good } = report
  const verdict =
    problems.length === 0 ? good : `Not as promised:\n\n${problems.map((problem) => `- ${problem}`).join('\n')}`
  return `# ${title}

\`npm run faults:${program}${argument}\` ${describePlace()}, shared with ${beside} and whatever else ran: the load average at the end was ${loadavg()[0]?.toFixed(1)}. ${how}

${table}

${verdict}
`
}
