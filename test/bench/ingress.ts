import { cpus } from 'node:os'
import { Command } from 'commander'
import { toSeconds } from '../programs/read-options.ts'
import { runProgram } from '../programs/run-program.ts'
import { type RaceOptions, race } from './race.ts'
import { soak } from './soak.ts'

const options = new Command('npm run bench:ingress --')
  .description('Races the ingress against a rival at equal rates on one broker, and checks every acknowledged event.')
  .option('--rival <command>', 'its command line; {brokers} {registry} {port} {token} {prefix} are filled in')
  .option('--seconds <n>', 'seconds of each run', toSeconds, 6)
  .option('--rounds <n>', 'times that each case is run, contenders in turn', Number, 2)
  .option('--only <events>', 'only bodies of so many events', Number)
  .option('--no-saturation', 'leave out the runs without a rate')
  .option('--workers <n>', 'workers of the saturation runs', Number, cpus().length)
  .option(
    '--soak <seconds>',
    'instead of racing, 2,000 bodies of 1 event a second for so long, and watch the memory',
    toSeconds,
  )
  .option('--profile <folder>', 'write a CPU profile of ours there')
  .option('--no-write', 'print the table, do not write it to test/bench/results')
  .parse()
  .opts<RaceOptions & { readonly soak?: number }>()

await runProgram(async (keep, stopping) => {
  if (options.soak === undefined) await race(options, keep, stopping)
  else await soak(options.soak, keep, options.write, stopping)
})
