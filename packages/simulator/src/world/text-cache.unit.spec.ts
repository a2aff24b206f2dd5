import { describe, expect, it } from 'vitest'
import { createTextCache, type TextPlace } from './text-cache.ts'

const read = ({ slab, start, end }: TextPlace) => slab.toString('utf8', start, end)

describe('createTextCache', () => {
  it('keeps texts as they are, whatever their script', () => {
    const cache = createTextCache(8 * 1024 * 1024)

    const places = ['plain', 'Žofie', '𠮷野', ''].map((text) => cache.write(text))

    expect(places.map(read)).toEqual(['plain', 'Žofie', '𠮷野', ''])
    expect(places.every((place) => cache.isValid(place))).toBe(true)
  })

  it('begins anew when it is full, and says which texts are gone', () => {
    const cache = createTextCache(4 * 1024 * 1024)
    const first = cache.write('first')

    for (let written = 0; cache.isValid(first) && written < 100; written += 1) cache.write('x'.repeat(100_000))

    expect(cache.isValid(first)).toBe(false)
    expect(read(cache.write('again'))).toBe('again')
  })

  it('takes a text that is larger than a block', () => {
    const cache = createTextCache(1)
    const text = 'ž'.repeat(3 * 1024 * 1024)

    expect(read(cache.write(text))).toBe(text)
  })
})
