import { type LocalPostgres, openPostgres } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from './open-database.ts'

describe('a connection to a real PostgreSQL', () => {
  const { keep, closeAll } = createCloser()
  let postgres: LocalPostgres

  beforeAll(async () => {
    postgres = keep(await openPostgres())
  })
  afterAll(() => closeAll())

  it('that is refused is not worth another try, and its error holds no password', async () => {
    const url = new URL(postgres.url)
    url.password = 'another-one'

    const opening = openDatabase(url.href)

    await expect(opening).rejects.toMatchObject({
      code: 'not-ready',
      retriable: false,
      message: expect.stringContaining('WAREHOUSE_PASSWORD'),
    })
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining('another-one') })
  })

  it('that is lost is worth one, unlike a statement that is wrong', async () => {
    const { query } = keep(await openDatabase(postgres.url))

    await expect(query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' })
    await expect(query('select pg_terminate_backend(pg_backend_pid())')).rejects.toMatchObject({
      code: 'not-ready',
      retriable: true,
    })
    await expect(query('select 1')).rejects.toMatchObject({ code: 'not-ready', retriable: true })
  })
})
