import { describe, expect, it } from 'vitest'

import { toCacheDir } from './cache-dir.ts'

describe('toCacheDir', () => {
  it('follows XDG_CACHE_HOME', () => {
    expect(toCacheDir({ XDG_CACHE_HOME: '/caches' }, '/people/ana')).toBe('/caches/bellhop')
  })

  it('is in the home folder where that is absent, empty or relative', () => {
    expect(toCacheDir({}, '/people/ana')).toBe('/people/ana/.cache/bellhop')
    expect(toCacheDir({ XDG_CACHE_HOME: '' }, '/people/ana')).toBe('/people/ana/.cache/bellhop')
    expect(toCacheDir({ XDG_CACHE_HOME: 'caches' }, '/people/ana')).toBe('/people/ana/.cache/bellhop')
  })
})
