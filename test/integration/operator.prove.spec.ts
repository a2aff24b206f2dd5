import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { waitUntil } from '@bellhop/demo'
import type { EntityName } from '@bellhop/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWhole, type Whole } from './open-whole.ts'
import { startBellhop, toOperatorEnv, typeBellhop } from './type-bellhop.ts'

const deadlineMs = 90_000

describe('what an operator types', { timeout: deadlineMs * 3 }, () => {
  let whole: Whole
  let close: () => Promise<void>
  let env: Record<string, string>
  let admins: string[]
  let enterpriseId: string

  const bellhop = (...words: string[]) => typeBellhop(words, env)
  const idOf = (entity: EntityName) => [...whole.simulator.truth()].find((one) => one.entity === entity)?.id ?? ''
  /** Types until the answer is as it is waited for; gives the last answer. */
  const typeUntil = async (words: string[], isThere: (stdout: string) => boolean) => {
    let last: Awaited<ReturnType<typeof bellhop>> = { exitCode: null, stdout: '', stderr: '' }
    const isAnswered = async () => {
      last = await bellhop(...words)
      return isThere(last.stdout)
    }
    await waitUntil(words.join(' '), isAnswered, deadlineMs)
    return last
  }

  beforeAll(async () => {
    ;({ value: whole, close } = await openWhole({ chains: 1, enterprisesPerChain: 1, tokensPerChain: 1 }))
    env = toOperatorEnv(whole.bellhop)
    const { ingress, enricher } = whole.bellhop
    admins = ['--ingress-admin', ingress.adminUrl, '--enricher-admin', enricher().adminUrl]
    enterpriseId = whole.simulator.directory.credentials[0]?.enterpriseIds[0] ?? ''
  })
  afterAll(() => close())

  it('doctor finds nothing wrong, and tries each token once a minute only', async () => {
    const state = ['--state-file', `${whole.bellhop.workDir}/doctor.json`]

    const first = await bellhop('doctor', ...admins, ...state)
    const again = await bellhop('doctor', ...admins, ...state, '--json')

    expect(first.stdout).toContain('Nothing is wrong.')
    expect(first.exitCode).toBe(0)
    for (const part of [
      'brokers',
      'topics',
      'permissions',
      'registry',
      'directory',
      'tokens',
      'clocks',
      'ingress',
      'spool',
      'enricher',
    ]) {
      expect(first.stdout).toMatch(new RegExp(`^ok +${part} `, 'm'))
    }
    const answer: { isFine: boolean; checks: Array<{ part: string; isFine: boolean | null; text: string }> } =
      JSON.parse(again.stdout)
    expect(answer.isFine).toBe(true)
    expect(answer.checks.filter(({ part }) => part === 'tokens')).toMatchObject([
      { isFine: null, text: expect.stringContaining('at most once a minute') },
    ])
  })

  it('trace tells of a reservation that changed what changed, and that it is up to date', async () => {
    const id = idOf('reservation')
    const change = async (number: string) => {
      const { events } = whole.simulator.change({
        entity: 'reservation',
        action: 'update',
        id,
        fields: { Number: number },
      })
      await whole.simulator.post(enterpriseId, events)
    }
    await change('one')
    await typeUntil(['trace', id], (stdout) => stdout.includes('answers 1 event'))
    await change('two')

    const { stdout, exitCode } = await typeUntil(['trace', id], (text) => text.includes('"two"'))

    expect(stdout.match(/ServiceOrderUpdated .*, enriched/g)).toHaveLength(2)
    expect(stdout).toContain('number: "one" -> "two"')
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^Up to date: /)
    expect(exitCode).toBe(0)
  })

  it('trace tells of a customer that Mews does not show that it waited and was given up', async () => {
    const id = idOf('customer')
    whole.simulator.faults = { missingIds: new Set([id]) }
    await whole.simulator.post(enterpriseId, [{ Discriminator: 'CustomerUpdated', Value: { Id: id } }])

    const { stdout, exitCode } = await typeUntil(['trace', id, '--since', '1h'], (text) => text.includes('Given up at'))

    whole.simulator.faults = {}
    expect(stdout).toMatch(/event +CustomerUpdated .*, dead-lettered/)
    expect(stdout).toMatch(/wait .* for absent .*then taken again/)
    expect(stdout).toMatch(/dead-letter .*absent/)
    expect(exitCode).toBe(2)
  })

  it('trace tells of it once its dead letter is redriven the whole way, and that it is up to date', async () => {
    const id = idOf('customer')
    expect((await bellhop('dead-letters', 'redrive', '--reason', 'absent')).exitCode).toBe(0)

    const { stdout, exitCode } = await typeUntil(['trace', id, '--since', '1h'], (text) => text.includes('Up to date'))

    const kinds = [...stdout.matchAll(/Z {2}(event|wait|record|dead-letter|tombstone) /g)].map(([, kind]) => kind)
    expect(kinds).toEqual(['event', 'wait', 'dead-letter', 'event', 'record'])
    expect(stdout).toMatch(/event +CustomerUpdated \S+, dead-lettered/)
    expect(stdout).toMatch(/event +CustomerUpdated \(redrive\) \S+, enriched/)
    expect(exitCode).toBe(0)
  })

  it('trace and status tell of a payment that waits because its token was refused', async () => {
    const [credential] = whole.simulator.directory.credentials
    const id = idOf('payment')
    whole.simulator.faults = { denials: [{ token: credential?.name ?? '', operation: 'payments/getAll' }] }
    await whole.simulator.post(enterpriseId, [{ Discriminator: 'PaymentUpdated', Value: { Id: id } }])

    const { stdout, exitCode } = await typeUntil(['trace', id], (text) => text.includes('Waiting in'))
    const status = await bellhop('status', '--json', '--audit', ...admins)
    const inWords = await bellhop('status', ...admins)

    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^Waiting in \S+\.retries\.10m since .* for parked: Mews answers 401/,
    )
    expect(exitCode).toBe(2)
    const told = JSON.parse(status.stdout)
    expect(told.waiting).toMatchObject({ records: 1, reasons: { parked: 1 } })
    expect(told.accounting).toMatchObject({ isAudited: true, problems: [] })
    expect(told.deadLetters).toMatchObject([{ reason: 'absent', count: 1 }])
    expect(told.parked).toEqual([{ operation: 'payments/getAll', reason: '401', of: credential?.name }])
    expect(told.spool).toEqual({ bytes: 0, ageSeconds: 0 })
    expect(told.budgets).toMatchObject([{ credential: credential?.name }])
    expect(status.exitCode).toBe(2)
    expect(inWords.stdout).toContain('Waiting: 1 events')
    expect(inWords.stdout).toContain(`payments/getAll of ${credential?.name} is parked: Mews answers 401`)
  })

  it('tail shows what is there, by entity, and follows until Ctrl-C', async () => {
    const id = idOf('reservation')
    const words = ['tail', 'entities.reservation', '--entity', id, '--json']
    const there = await bellhop(...words, '--no-follow')
    const { child, ended } = startBellhop([...words, '--since', '1h'], env)
    await once(child.stdout ?? child, 'data')
    const { events } = whole.simulator.change({
      entity: 'reservation',
      action: 'update',
      id,
      fields: { Number: 'three' },
    })
    await whole.simulator.post(enterpriseId, events)
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk: Buffer) => chunk.includes('"three"') && resolve())
    })
    child.kill('SIGINT')
    const followed = await ended

    const numbers = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).value.number)
    expect(there.exitCode).toBe(0)
    expect(numbers(there.stdout)).toEqual(['one', 'two'])
    expect(followed.exitCode).toBe(0)
    expect(numbers(followed.stdout)).toEqual(['one', 'two', 'three'])
    expect((await bellhop('tail', 'no.such.topic')).stderr).toContain('there are events.service-order-updated')
  })

  it('doctor names a broken directory and a service that does not answer, and goes on', async () => {
    await rm(`${whole.bellhop.workDir}/directory.json`)

    const { stdout, exitCode } = await bellhop('doctor', '--ingress-admin', '127.0.0.1:1', ...admins.slice(2))

    expect(exitCode).toBe(2)
    expect(stdout).toMatch(/^WRONG +directory .*cannot be read \(ENOENT\)/m)
    expect(stdout).toMatch(/^WRONG +ingress .*no answer at 127.0.0.1:1/m)
    expect(stdout).toMatch(/^ok +topics /m)
    expect(stdout).toContain('checks found something wrong.')
  })
})
