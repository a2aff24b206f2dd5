import { describe, expect, it } from 'vitest'
import { readTyped } from './read-typed.ts'

describe('what is typed after bellhop', () => {
  it.each([
    ['npx bellhop warehouse plan     # says what is missing', ['warehouse', 'plan']],
    ['bellhop trace <entity id> --since 1h', ['trace', 'x', '--since', '1h']],
    ['docker compose run --rm bellhop topics plan', ['topics', 'plan']],
    ['docker compose run --rm warehouse warehouse plan', ['warehouse', 'plan']],
  ])('is found in %s', (code, words) => {
    expect(readTyped(code)).toEqual([words])
  })

  it.each(['grep ^bellhop_', 'bellhop', 'docker compose logs warehouse', 'cd bellhop && npm ci'])(
    'is none in %s',
    (code) => {
      expect(readTyped(code)).toEqual([])
    },
  )
})
