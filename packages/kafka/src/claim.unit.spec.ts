import { describe, expect, it } from 'vitest'
import { decodeClaim, encodeClaim, noClaim } from './claim.ts'

describe('a claim', () => {
  it('is read as it was written', () => {
    const claim = { generation: 12, tasks: [0, 3, 11] }

    expect(decodeClaim(encodeClaim(claim))).toEqual(claim)
  })

  it('claims nothing where a member says something else', () => {
    const others = ['', 'null', '[]', '{"generation":1}', '{"generation":-1,"tasks":[]}', '{"generation":1,"tasks":7}']
    const foreign = [...others, '{"generation":1,"tasks":["a"]}', '{"generation":1,"tasks":[1.5]}', '\u0000\u0001']

    for (const said of foreign) expect(decodeClaim(Buffer.from(said))).toEqual(noClaim)
    expect(decodeClaim(null)).toEqual(noClaim)
  })
})
