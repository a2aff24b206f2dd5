import { describe, expect, it } from 'vitest'
import { toDatabaseUrl } from './to-database-url.ts'

describe('the address of the database', () => {
  it('is given the password that stands apart, whatever is in it', () => {
    const url = toDatabaseUrl({ WAREHOUSE_URL: 'postgresql://bellhop@db:5432/hotel', WAREHOUSE_PASSWORD: 'a/b@c %41' })

    expect(decodeURIComponent(new URL(url).password)).toBe('a/b@c %41')
    expect(new URL(url).host).toBe('db:5432')
  })

  it('keeps its own password', () => {
    const url = 'postgresql://bellhop:own@db/hotel?sslmode=require'
    expect(toDatabaseUrl({ WAREHOUSE_URL: url, WAREHOUSE_PASSWORD: 'other' })).toBe(url)
    expect(toDatabaseUrl({ WAREHOUSE_URL: url })).toBe(url)
  })
})
