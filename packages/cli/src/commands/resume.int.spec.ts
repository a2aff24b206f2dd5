import { createServer } from 'node:http'
import { createCodec, createDeserializer, openRegistry } from '@bellhop/avro'
import { createKafka, readTopics, silent } from '@bellhop/kafka'
import { type Control, schemas } from '@bellhop/records'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterpriseId, openStage, type Stage } from '../testing/open-stage.ts'
import { typeCommand } from '../testing/type-command.ts'

describe('a word of the operator to a lane', () => {
  let stage: Stage
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ value: stage, close } = await openStage())
  })
  afterAll(() => close())

  async function readWords() {
    const brokers = (process.env['BELLHOP_TEST_BROKERS'] ?? '').split(',')
    const kafka = createKafka({ clientId: 'spec', brokers }, silent, () => {})
    const registry = openRegistry({ url: process.env['BELLHOP_TEST_REGISTRY_URL'] ?? '' })
    const decode = createDeserializer(registry, createCodec<Control>(schemas.control))
    const found: Array<{ key: string | null; value: Buffer }> = []
    await readTopics(kafka, [stage.topics.control], (records) => {
      for (const { key, value } of records) if (value !== null) found.push({ key, value })
    })
    return Promise.all(found.map(async ({ key, value }) => ({ key, ...(await decode(value)) })))
  }

  it('stands on the control topic, keyed by the lane', async () => {
    const resumed = await typeCommand(['resume', 'grand-hotels', 'payments/getAll', '--by', 'night shift'], stage.env)
    const dropped = await typeCommand(['drop', 'grand-hotels', '--all', '--json'], stage.env)

    expect(resumed).toMatchObject({ exitCode: 0, stderr: '' })
    expect(resumed.stdout).toContain('Said resume to lane grand-hotels, payments/getAll.')
    expect(JSON.parse(dropped.stdout)).toMatchObject({ action: 'drop', operation: null })
    const words = (await readWords()).sort((a, b) => a.requested_at - b.requested_at)
    expect(words).toMatchObject([
      { key: 'grand-hotels', action: 'resume', operation: 'payments/getAll', requested_by: 'night shift' },
      { key: 'grand-hotels', action: 'drop', operation: null },
    ])
  })

  it('is not said of an operation that there is none of, or of none at all', async () => {
    const before = (await readWords()).length
    const misspelt = await typeCommand(['resume', 'grand-hotels', 'payment/getAll'], stage.env)
    const neither = await typeCommand(['resume', 'grand-hotels'], stage.env)
    const unknown = await typeCommand(['drop', 'grnd-hotels', '--all'], stage.env)

    expect(misspelt).toMatchObject({ exitCode: 1 })
    expect(misspelt.stderr).toContain('payments/getAll')
    expect(neither).toMatchObject({ exitCode: 1 })
    expect(neither.stderr).toContain('--all')
    expect(unknown).toMatchObject({ exitCode: 1 })
    expect(unknown.stderr).toContain('no lane grnd-hotels; there are grand-hotels')
    expect(await readWords()).toHaveLength(before)
  })

  it('is said of an enterprise that has left, to give up what waits for it, and of none that is served', async () => {
    const left = '99999999-5717-4562-b3fc-2c963f66afa6'
    const served = enterpriseId

    const dropped = await typeCommand(['drop', left, '--all'], stage.env)
    const resumed = await typeCommand(['resume', left, '--all'], stage.env)
    const known = await typeCommand(['drop', served, '--all'], stage.env)

    expect(dropped).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await readWords()).toContainEqual(expect.objectContaining({ key: left, action: 'drop', operation: null }))
    expect(resumed.exitCode).toBe(1)
    expect(known.exitCode).toBe(1)
    expect(known.stderr).toContain(`${served} is an enterprise of lane grand-hotels`)
  })

  it('is asked for where an enricher says that something is halted', async () => {
    const reasons = [
      'payments/getAll of lane b is halted since 2026-11-28T09:00:00.000Z (Mews answers 404): its events wait',
    ]
    const server = createServer((_request, response) => {
      response.writeHead(503).end(JSON.stringify({ status: 'not ready', reasons }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0

    const shown = await typeCommand(['resume', '--enricher-admin', `127.0.0.1:${port}`], stage.env)
    await new Promise((resolve) => server.close(resolve))
    const silentAdmin = await typeCommand(['resume', '--enricher-admin', `127.0.0.1:${port}`], stage.env)

    expect(shown).toEqual({
      exitCode: 2,
      stdout: 'b  payments/getAll  since 2026-11-28T09:00:00.000Z: Mews answers 404\n',
      stderr: '',
    })
    expect(silentAdmin.exitCode).toBe(1)
    expect(silentAdmin.stderr).toContain('--enricher-admin host:port')
  })
})
