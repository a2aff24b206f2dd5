import { checkAccounting, readLedger } from '@bellhop/audit'
import { type Bellhop, drain, waitUntil } from '@bellhop/demo'
import type { Simulator } from '@bellhop/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWhole, type Whole } from './open-whole.ts'
import { askBellhop, toOperatorEnv } from './type-bellhop.ts'

/** Entities of one kind, each named by one event, none of which fits. */
const flood = 300
/** Of them, as many become dead letters as are never a flood. */
const most = 100
const operation = 'payments/getAll'
const deadlineMs = 60_000

describe('an operation with a flood of dead letters', () => {
  let whole: Whole
  let close: () => Promise<void>

  beforeAll(async () => {
    const others = { reservation: 1, resource: 1, message: 1, 'resource-block': 1, customer: 1 }
    const world = { chains: 1, enterprisesPerChain: 1, tokensPerChain: 1 }
    ;({ value: whole, close } = await openWhole({ ...world, entitiesPerEnterprise: { ...others, payment: flood } }))
  })
  afterAll(() => close())

  it(
    'is halted, goes on or is given up when an operator says so, and what was given up is redriven',
    async () => {
      const { bellhop, simulator } = whole
      await postFlood(simulator)
      await postCustomer(simulator)
      await halted(bellhop)
      const first = await settled(bellhop, { unmappable: most })
      expect(first.entities.map(({ entity }) => entity)).toEqual(['customer'])

      simulator.faults = {}
      await speak(whole, 'resume')
      await drain(bellhop, deadlineMs)
      await bellhop.enricher().ready()
      const resumed = await settled(bellhop, { unmappable: most })
      expect(resumed.entities.filter(({ entity }) => entity === 'payment')).toHaveLength(flood - most)

      await postFlood(simulator)
      await halted(bellhop)
      await speak(whole, 'drop')
      await drain(bellhop, deadlineMs)
      await settled(bellhop, { unmappable: 2 * most, dropped: flood - most })

      simulator.faults = {}
      await speak(whole, 'resume')
      await bellhop.enricher().ready()
      const redriven = await askBellhop(['dead-letters', 'redrive', '--all'], toOperatorEnv(bellhop))
      const again = await askBellhop(['dead-letters', 'redrive', '--all'], toOperatorEnv(bellhop))
      await drain(bellhop, deadlineMs)
      const last = await settled(bellhop, { unmappable: 2 * most, dropped: flood - most })
      const letters = last.deadLetters.map(({ topic, partition, offset }) => `${topic}-${partition}-${offset}`)
      const ended = last.events.map(({ value }) => value.event_id).filter((id) => letters.includes(id))
      expect(redriven).toMatchObject({ exitCode: 0, answer: { records: most + flood, refused: [] } })
      expect(again).toMatchObject({ exitCode: 0, answer: { records: 0, already: most + flood } })
      expect(ended.sort()).toEqual(letters.sort())
    },
    deadlineMs * 4,
  )
})

async function postFlood(simulator: Simulator): Promise<void> {
  const payments = [...simulator.truth()].filter(({ entity }) => entity === 'payment')
  simulator.faults = { brokenFields: payments.map(({ id }) => ({ entity: 'payment', id, path: 'Notes', value: 7 })) }
  await simulator.post(
    payments[0]?.enterpriseId ?? '',
    payments.map(({ id }) => ({ Discriminator: 'PaymentUpdated', Value: { Id: id } })),
  )
}

async function postCustomer(simulator: Simulator): Promise<void> {
  const all = [...simulator.truth()]
  const enterpriseId = all.find(({ entity }) => entity === 'payment')?.enterpriseId ?? ''
  const customer = all.find(({ entity }) => entity === 'customer')
  await simulator.post(enterpriseId, [{ Discriminator: 'CustomerUpdated', Value: { Id: customer?.id ?? '' } }])
}

/** Resolves once the enricher says that the operation is halted. */
function halted(bellhop: Bellhop): Promise<void> {
  const isHalted = async () => {
    const answer = await fetch(`${bellhop.enricher().adminUrl}/health/ready`)
    return answer.status === 503 && (await answer.text()).includes(`${operation} of lane`)
  }
  return waitUntil('the operation is halted', isHalted, deadlineMs)
}

/** The topics once they hold these dead letters, with every record accounted for. */
async function settled(bellhop: Bellhop, reasons: Readonly<Record<string, number>>) {
  let ledger = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
  await expect
    .poll(
      async () => {
        ledger = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
        const counts: Record<string, number> = {}
        for (const { value } of ledger.deadLetters) counts[value.reason] = (counts[value.reason] ?? 0) + 1
        return { reasons: counts, problems: checkAccounting(ledger).problems }
      },
      { timeout: deadlineMs },
    )
    .toEqual({ reasons, problems: [] })
  return ledger
}

/** Says a word to the lane, as an operator would. */
async function speak({ bellhop, simulator }: Whole, action: 'resume' | 'drop'): Promise<void> {
  const [{ chain, name } = { chain: undefined, name: '' }] = simulator.directory.credentials
  const lane = chain ?? name
  const admin = new URL(bellhop.enricher().adminUrl).host

  const shown = await askBellhop([action, '--enricher-admin', admin], toOperatorEnv(bellhop))
  const said = await askBellhop([action, lane, operation], toOperatorEnv(bellhop))

  expect(shown).toMatchObject({ exitCode: 2, answer: { halted: [{ lane, operation }] } })
  expect(said).toMatchObject({ exitCode: 0, answer: { lane, operation, action } })
}
