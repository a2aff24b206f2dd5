import { describe, expect, it } from 'vitest'
import { openSimulator } from './index.ts'
import { toSettings } from './options.ts'

describe('options', () => {
  it.each([{ chains: 0 }, { enterprisesPerChain: 1.5 }, { tokensPerChain: 4, enterprisesPerChain: 3 }])(
    'that make no world are refused: %o',
    async (options) => {
      await expect(openSimulator(options)).rejects.toMatchObject({ code: 'simulator.options' })
    },
  )

  it('have one token where there is one enterprise', () => {
    expect(toSettings({ enterprisesPerChain: 1 }).tokensPerChain).toBe(1)
  })

  it('may be given for one entity', () => {
    const { entitiesPerEnterprise } = toSettings({ entitiesPerEnterprise: { payment: 7 } })

    expect(entitiesPerEnterprise).toMatchObject({ payment: 7, customer: 20 })
  })
})

describe('the directory', () => {
  it('gives each enterprise one token, and portfolio tokens the ids of their chain', async () => {
    const { value: simulator, close } = await openSimulator({
      chains: 2,
      enterprisesPerChain: 3,
      entitiesPerEnterprise: 1,
    })
    await close()

    const { credentials, baseUrl } = simulator.directory
    expect(baseUrl).toBe(simulator.baseUrl)
    expect(credentials.map(({ name, chain, accessToken }) => [name, chain, accessToken])).toEqual([
      ['chain-1-a', 'chain-1', 'access-token-of-chain-1-a'],
      ['chain-1-b', 'chain-1', 'access-token-of-chain-1-b'],
      ['chain-2-a', 'chain-2', 'access-token-of-chain-2-a'],
      ['chain-2-b', 'chain-2', 'access-token-of-chain-2-b'],
    ])
    expect(credentials.map(({ enterpriseIds, chainIds }) => [enterpriseIds.length, chainIds.length])).toEqual([
      [2, 1],
      [1, 0],
      [2, 1],
      [1, 0],
    ])
    expect(new Set(credentials.flatMap(({ enterpriseIds }) => enterpriseIds)).size).toBe(6)
  })
})
