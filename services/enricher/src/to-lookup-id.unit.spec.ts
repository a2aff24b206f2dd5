import { describe, expect, it } from 'vitest'
import { toLookupId } from './to-lookup-id.ts'

describe('toLookupId', () => {
  it('writes a UUID in lower case, and leaves any other id as it is', () => {
    expect(toLookupId('3FA85F64-5717-4562-B3FC-2C963F66AFA6')).toBe('3fa85f64-5717-4562-b3fc-2c963f66afa6')
    expect(toLookupId('Abc')).toBe('Abc')
  })
})
