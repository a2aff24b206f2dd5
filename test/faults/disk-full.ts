import { join } from 'node:path'
import { waitUntil } from '@bellhop/demo'
import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'
import { openSmallDisk } from './small-disk.ts'

const diskMib = 16
const leastDiskMib = 3
const fullSeconds = 10
const leastFullSeconds = 2
const deadlineMs = 120_000

/** Far more than the disk has, and the least that may be set, for where no disk can be mounted. */
const muchBytes = 1024 ** 3
const leastBytes = 1024 ** 2

/** The disk of the spool gets full while the broker is away: webhooks are refused, and those that were kept stay. */
export const diskFull: Fault = async (context) => {
  const mib = Math.max(leastDiskMib, Math.round(diskMib * context.scale))
  const disk = await openSmallDisk(join(context.workDir, 'small-disk'), mib)
  const full = disk
    ? { spoolDir: disk.value, spoolMaxBytes: muchBytes, said: `a disk of ${mib} MiB` }
    : { spoolMaxBytes: leastBytes, said: 'no disk, since this user must not mount one, but SPOOL_MAX_BYTES of 1 MiB' }
  const { said, ...ingress } = full
  const options = {
    name: 'disk-full',
    rate: 100,
    eventsPerBody: 20,
    ingresses: [ingress],
    allowed: ['refused'],
    hasOneLife: true,
  } as const
  try {
    return await runTrial(context, options, async ({ broker, count, pause, stopping, untilDrained }) => {
      const until = (what: string, condition: () => boolean) => waitUntil(what, condition, deadlineMs, 100, stopping)
      await broker.stop()
      await until('the spool is full', () => count(503) > 0)
      await pause(fullSeconds, leastFullSeconds)
      const keptBefore = count(204)
      await broker.start()
      const drainedSeconds = await untilDrained()
      await until('webhooks are kept again', () => count(204) > keptBefore)
      return { what: `full: ${said}`, drainedSeconds }
    })
  } finally {
    await disk?.close()
  }
}
