import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventLetter } from '../testing/letters.ts'
import { openStage, type Stage } from '../testing/open-stage.ts'

/** Short in the test run; `npm run faults:redrive` makes it long. */
const many = Number(process.env['BELLHOP_LETTERS'] ?? 300)
const kills = Number(process.env['BELLHOP_KILLS'] ?? 1)
/** So slow that each run lives long enough to be killed in the middle. */
const eventsPerSecond = Math.ceil(many / 8)
const deadlineMs = 60_000 + many * 10 + kills * 30_000

const program = fileURLToPath(new URL('../../bin/bellhop.js', import.meta.url))

describe('a redrive that is killed in the middle', () => {
  let stage: Stage
  let close: () => Promise<void>
  const running = new Set<ChildProcess>()

  beforeAll(async () => {
    ;({ value: stage, close } = await openStage())
  })
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL')
    await close()
  })

  /** Starts `bellhop dead-letters redrive` as a process of its own. */
  function startRedrive(...words: string[]) {
    const args = [program, 'dead-letters', 'redrive', '--all', '--json', ...words]
    const child = spawn(process.execPath, args, { env: { ...stage.env, PATH: process.env['PATH'] } })
    running.add(child)
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => (stdout += String(chunk)))
    child.stderr.on('data', (chunk) => (stderr += String(chunk)))
    const ended = once(child, 'close').then(() => {
      running.delete(child)
      return { exitCode: child.exitCode, signal: child.signalCode, stdout, stderr }
    })
    return { child, ended }
  }

  it(
    `ends each of ${many} dead letters once, killed ${kills === 1 ? 'once' : `${kills} times`}`,
    async () => {
      const letters = Array.from({ length: many }, (_, nth) =>
        eventLetter({ id: `letter-${nth}`, event_id: `webhook-${nth}-0`, entity_id: `entity-${nth}` }),
      )
      await stage.writeLetters(stage.topics.deadLetterEvents, letters)
      const deadline = performance.now() + deadlineMs

      const written: number[] = []
      for (let kill = 1; kill <= kills; kill++) {
        const { child, ended } = startRedrive('--rate', String(eventsPerSecond))
        const share = (many * kill) / (kills + 1)
        while ((await stage.countEvents()) < share && child.exitCode === null) {
          expect(performance.now()).toBeLessThan(deadline)
          await delay(20)
        }
        child.kill('SIGKILL')
        const { signal, stderr } = await ended
        expect({ signal, stderr: signal === null ? stderr : '' }).toEqual({ signal: 'SIGKILL', stderr: '' })
        written.push((await stage.readEvents()).length)
      }
      const { exitCode, stdout } = await startRedrive().ended
      const last = JSON.parse(stdout)
      const repeated = await startRedrive().ended

      const events = await stage.readEvents()
      const audited = (await stage.readAudit()).filter(({ step }) => step === 'batch')
      process.stderr.write(
        `redrive: ${many} dead letters, killed after ${written.join(', ')} events; the last run wrote ${last.records} more: ` +
          `${events.length} events, ${new Set(events.map(({ event }) => event.event_id)).size} different\n`,
      )
      expect(exitCode).toBe(0)
      expect(written.every((count) => count > 0 && count < many)).toBe(true)
      expect(last).toMatchObject({ outcome: 'finished', chosen: many, records: many - last.already })
      expect(JSON.parse(repeated.stdout)).toMatchObject({ already: many, records: 0, events: 0 })
      expect(events).toHaveLength(many)
      expect(new Set(events.map(({ event }) => event.event_id)).size).toBe(many)
      expect(new Set(events.map(({ event }) => event.entity_id)).size).toBe(many)
      expect(audited.reduce((sum, { records }) => sum + records, 0)).toBe(many)
    },
    deadlineMs * 2,
  )
})
