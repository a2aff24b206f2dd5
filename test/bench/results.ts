import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'

/** Says on what it was measured: day, commit, versions, the machine's size. */
export function describePlace(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const memory = Math.round(totalmem() / 1024 ** 3)
  const cores = `${cpus().length} cores (${cpus()[0]?.model.trim()})`
  return `on ${new Date().toISOString().slice(0, 10)}, commit ${commit}, Node ${process.versions.node}, ${cores}, ${memory} GiB`
}

/** Writes a table to test/bench/results, with what it was measured on; the file's name begins with the program's. */
export async function writeResults(file: string, title: string, how: string, table: string): Promise<void> {
  const [program] = file.split('-')
  const text = `# ${title}

\`npm run bench:${program}\` ${describePlace()}, shared with broker and generator. ${how}

${table}
`
  await mkdir('test/bench/results', { recursive: true })
  await writeFile(`test/bench/results/${file}.md`, text)
}
