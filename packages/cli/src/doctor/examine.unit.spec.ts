import { expect, it } from 'vitest'
import { fine } from './check.ts'
import { examine } from './examine.ts'

it('gives what a check found', async () => {
  expect(await examine('brokers', async () => [fine('brokers', 'answer')])).toEqual([fine('brokers', 'answer')])
})

it.each([
  ['no answer', 'mend what it names'],
  ['They cannot be reached. Check KAFKA_BROKERS, and that they run.', ''],
])('tells of a check that fails with "%s" and the remedy "%s"', async (text, remedy) => {
  const failing = async () => {
    throw new Error(text)
  }

  expect(await examine('brokers', failing)).toEqual([{ isFine: false, part: 'brokers', text, remedy }])
})
