import { openSpool } from '../open-spool.ts'
import { toNumberedPayload } from './numbered-payload.ts'

/** As many appends at once as share a sync now and then. */
const CALLERS = 16

// A process of its own: it appends numbered payloads as fast as it can, and tells each number that is durable in a line.
const [dir = '', first = '0'] = process.argv.slice(2)
const say = { info: () => {}, error: (facts: unknown) => process.stderr.write(`${JSON.stringify(facts)}\n`) }
const { value: spool } = await openSpool({
  dir,
  maxBytes: 2 ** 30,
  segmentBytes: 32 * 1024,
  log: say,
  now: () => Date.now(),
})

let next = Number(first)
await Promise.all(Array.from({ length: CALLERS }, appendForEver))

async function appendForEver(): Promise<void> {
  for (;;) {
    const number = next
    next += 1
    await spool.append(toNumberedPayload(number))
    process.stdout.write(`${number}\n`)
  }
}
