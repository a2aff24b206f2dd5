import { expect, it } from 'vitest'
import { renderLeftBehind } from './left-behind.ts'

it('says what a run has left, and removes nothing but what bears its own prefix', () => {
  const [said, ...commands] = renderLeftBehind({
    brokers: 'kafka:9092',
    registryUrl: 'http://registry:8081',
    topicPrefix: 'bellhop-demo-x1',
  }).split('\n')

  expect(said).toMatch(/^left on kafka:9092 and http:\/\/registry:8081: .*named bellhop-demo-x1/)
  expect(commands).toHaveLength(3)
  for (const command of commands) expect(command).toMatch(/bellhop-demo-x1(\\\.|-enricher)/)
})
