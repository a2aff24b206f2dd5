import { AvroError, createCodec, createSerializer } from '@bellhop/avro'
import { schemas, type ThinEvent } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { thinEvent } from '../testing/letters.ts'
import { createReadFound } from './create-read-found.ts'

const codec = createCodec<ThinEvent>(schemas['thin-event'])
const readerWith = (error: AvroError) =>
  createReadFound(
    {
      knownSchema: (id) => (id === 1 ? codec.schema : undefined),
      schemaById: () => Promise.reject(error),
    },
    codec,
  )
const notFound = new AvroError('registry.not-found', 'there is no schema 2')

describe('the reader of records of topics to which others may have written', () => {
  it('reads what is ours', async () => {
    expect(await readerWith(notFound)(createSerializer(codec, 1)(thinEvent()))).toEqual({ record: thinEvent() })
  })

  it('says of what is none of ours that it cannot be read: no wire format, no bytes of the schema, no such schema', async () => {
    const read = readerWith(notFound)

    expect(await read(Buffer.from('{"hello":1}'))).toEqual({ unreadable: 'it cannot be read (avro.wire)' })
    expect(await read(Buffer.from([0, 0, 0, 0, 1, 3]))).toEqual({ unreadable: 'it cannot be read (avro.undecodable)' })
    expect(await read(Buffer.from([0, 0, 0, 0, 2, 3]))).toEqual({
      unreadable: 'it cannot be read (registry.not-found)',
    })
  })

  it('fails where the registry refuses us: then nothing could be read', async () => {
    const refused = new AvroError('registry.refused', 'the registry answers 401')

    await expect(readerWith(refused)(Buffer.from([0, 0, 0, 0, 2, 3]))).rejects.toBe(refused)
  })
})
