import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** What a process and its children have used. */
export type Usage = { readonly cpuSeconds: number; readonly residentMb: number }

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Reads what a process and all below it have used since they started. Linux only: it reads /proc. */
export function readUsage(pid: number): Usage {
  const pids = [pid, ...childrenOf(pid)]
  const each = pids.map(readOne)
  return {
    cpuSeconds: each.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    residentMb: each.reduce((sum, { residentMb }) => sum + residentMb, 0),
  }
}

/** The processes below one, all generations of them; none where it is gone. Linux only. */
export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter((text) => text !== '')
        .flatMap((child) => [Number(child), ...childrenOf(Number(child))]),
    )
  } catch {
    return []
  }
}

function readOne(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the program's name in brackets, which may hold spaces: user and system time are 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    residentMb: Number(resident?.[1] ?? 0) / 1024,
  }
}
