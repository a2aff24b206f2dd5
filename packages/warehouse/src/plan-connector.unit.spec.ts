import { describe, expect, it } from 'vitest'
import { planConnector } from './plan-connector.ts'

const wanted = { name: 'mews-warehouse-payment', config: { topics: 'a', 'connection.password': `\${dir:/x:y}` } }
const running = {
  config: { ...wanted.config, name: wanted.name },
  state: 'RUNNING',
  tasks: [{ id: 0, state: 'RUNNING' }],
}
const trace = [
  'org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.',
  '\tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:631)',
  'Caused by: org.postgresql.util.PSQLException: ERROR: invalid byte sequence: ana@example.com',
  '\t... 12 more',
].join('\n')

describe('planConnector', () => {
  it('makes a connector that is missing, and leaves one that runs as wanted', () => {
    expect(planConnector(wanted).action).toBe('create')
    expect(planConnector(wanted, running)).toEqual({
      connector: wanted.name,
      action: 'none',
      differs: [],
      problems: [],
    })
  })

  it('names the settings that differ, missing and strange ones too, and no value', () => {
    const existing = {
      ...running,
      config: { name: wanted.name, topics: 'b', 'connection.password': 'hunter2', odd: '1' },
    }

    const plan = planConnector(wanted, existing)

    expect(plan).toMatchObject({ action: 'update', differs: ['connection.password', 'odd', 'topics'] })
    expect(JSON.stringify(plan)).not.toContain('hunter2')
  })

  it('starts what has failed again, and says by which errors, without what they tell of a row', () => {
    const plan = planConnector(wanted, { ...running, tasks: [{ id: 0, state: 'FAILED', trace }] })

    expect(plan).toMatchObject({
      action: 'restart',
      problems: ['task 0 has failed: ConnectException, caused by PSQLException'],
    })
  })

  it('leaves one alone that somebody has paused, and says so', () => {
    const plan = planConnector(wanted, { ...running, state: 'PAUSED', tasks: [{ id: 0, state: 'PAUSED' }] })

    expect(plan).toMatchObject({ action: 'none', problems: ['it is paused'] })
  })
})
