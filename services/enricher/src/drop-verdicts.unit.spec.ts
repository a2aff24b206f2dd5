import type { Credential } from '@bellhop/mews'
import { describe, expect, it } from 'vitest'
import { dropVerdicts } from './drop-verdicts.ts'
import { credentialOf } from './fakes/credentials.ts'
import { createTokens, createVerdicts } from './tokens.ts'

const grand = credentialOf('grand')
const petite = credentialOf('petite')
const operation = 'customers/getAll'
const directoryOf = (credentials: readonly Credential[], clientToken = 'client') => ({
  baseUrl: 'https://api.example.com',
  client: 'Bellhop 1.0.0',
  clientToken,
  credentials,
})

/** Both tokens rest and are parked; then the directory changes. */
function after(directory: ReturnType<typeof directoryOf>) {
  const verdicts = createVerdicts()
  const tokens = createTokens(verdicts)
  for (const credential of [grand, petite]) {
    tokens.freeze(credential, 0, 100_000)
    tokens.park(credential, operation, 600_000)
  }
  dropVerdicts(verdicts, directoryOf([grand, petite]), directory)
  const next = createTokens(verdicts)
  return {
    parked: [grand, petite].filter((credential) => next.parkedUntil(credential, operation) !== undefined),
    resting: [grand, petite].filter((credential) => next.waitFor(credential, 0) > 1_000),
  }
}

describe('what Mews has said about the tokens', () => {
  it('stays when nothing of it has changed', () => {
    expect(after(directoryOf([petite, grand]))).toEqual({ parked: [grand, petite], resting: [grand, petite] })
  })

  it('is dropped with a token that was replaced', () => {
    const rotated = { ...grand, accessToken: 'rotated' }

    expect(after(directoryOf([rotated, petite]))).toEqual({ parked: [petite], resting: [petite] })
  })

  it('parks nothing any more of a credential that was changed, which rests on all the same', () => {
    const changed = { ...grand, chainIds: ['chain'] }

    expect(after(directoryOf([changed, petite]))).toEqual({ parked: [petite], resting: [grand, petite] })
  })

  it('parks nothing any more when the client token was replaced', () => {
    expect(after(directoryOf([grand, petite], 'other'))).toEqual({ parked: [], resting: [grand, petite] })
  })
})
