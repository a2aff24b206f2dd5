import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { runProgram } from '../programs/run-program.ts'
import { say } from '../programs/say.ts'
import { ensurePromtool } from './ensure-promtool.ts'

new Command('npm run prove:alerts --')
  .description(
    "Has Prometheus's own promtool check its configuration and rules, and what each alert fires on and when.",
  )
  .parse()

/** This file runs from `dist/alerts`, two folders further down. */
const folder = fileURLToPath(new URL('../../../observability/prometheus', import.meta.url))

await runProgram(async (_, stopping) => {
  const promtool = await ensurePromtool(stopping)
  for (const args of [
    ['check', 'config', 'prometheus.yml'],
    ['test', 'rules', 'alerts.test.yml'],
  ]) {
    say(`promtool ${args.join(' ')}`)
    const child = spawn(promtool, args, { cwd: folder, stdio: 'inherit', signal: stopping })
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`promtool ${args.join(' ')} ended with ${code}`)
  }
})
