import { MockAgent } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { createAskRegistry } from './ask-registry.ts'

const origin = 'https://registry:8081'
const expired = Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' })
const call = { method: 'GET', path: '/subjects' } as const

const agents: MockAgent[] = []
afterEach(() => Promise.all(agents.splice(0).map((agent) => agent.close())))

/** A way to ask a registry that gives these answers, one after the other. */
function given(answers: ReadonlyArray<'answer' | 'no trust'>) {
  const agent = new MockAgent()
  agents.push(agent)
  agent.disableNetConnect()
  for (const answer of answers) {
    const asked = agent.get(origin).intercept({ path: call.path, method: call.method })
    if (answer === 'answer') asked.reply(200, [])
    else asked.replyWithError(expired)
  }
  const said: string[] = []
  const ask = createAskRegistry({
    address: { base: origin, authorization: undefined },
    dispatcher: agent,
    awayLog: { away: (_doing, reason) => said.push(reason), back: () => said.push('back') },
    missingLog: { away: () => {}, back: () => {} },
    attemptTimeoutMs: 10_000,
    retryDelayMs: () => 1,
    signal: undefined,
  })
  return { said, ask: () => ask('list subjects', call) }
}

describe('a registry whose certificate is not trusted', () => {
  it('is refused when it was never trusted, with what to do', async () => {
    const { ask, said } = given(['no trust'])

    await expect(ask()).rejects.toMatchObject({
      code: 'registry.untrusted',
      message: expect.stringMatching(/registry:8081 is not trusted .*CERT_HAS_EXPIRED.*SCHEMA_REGISTRY_CA_FILE/),
    })
    expect(said).toEqual([])
  })

  it('is waited for when it was trusted before: its certificate has run out', async () => {
    const { ask, said } = given(['answer', 'no trust', 'answer'])
    await ask()

    await expect(ask()).resolves.toEqual([])

    expect(said).toEqual(['back', expect.stringContaining('CERT_HAS_EXPIRED'), 'back'])
  })
})
