import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCodec } from './codec.ts'
import { AvroError } from './errors.ts'
import type { AvroField, AvroSchema } from './schema.ts'

const decimal = { type: 'bytes', logicalType: 'decimal', precision: 28, scale: 8 } as const
const date = { type: 'int', logicalType: 'date' } as const

const guestSchema: AvroSchema = {
  type: 'record',
  name: 'Guest',
  namespace: 'bellhop.test',
  mews_ignored: ['Address.Id'],
  fields: [
    { name: 'id', type: 'string', mews: 'Id' },
    { name: 'is_deleted', type: 'boolean' },
    { name: 'visits', type: 'int' },
    { name: 'changed_at', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'balance', type: decimal },
    { name: 'deposit', type: ['null', decimal], default: null },
    { name: 'born_on', type: ['null', date], default: null },
    { name: 'joined_on', type: date },
    { name: 'email', type: ['null', 'string'], default: null },
    { name: 'names', type: ['null', { type: 'string', 'connect.name': 'io.debezium.data.Json' }], default: null },
    { name: 'event_ids', type: { type: 'array', items: 'string' } },
    { name: 'original', type: ['null', 'bytes'], default: null },
  ],
}

type Guest = {
  id: string
  is_deleted: boolean
  visits: number
  changed_at: number
  balance: string
  deposit: string | null
  born_on: string | null
  joined_on: string
  email: string | null
  names: string | null
  event_ids: readonly string[]
  original: Buffer | null
}

const ada: Guest = {
  id: 'a',
  is_deleted: false,
  visits: 3,
  changed_at: Date.UTC(2023, 3, 27),
  balance: '-12.1',
  deposit: '99999999999999999999.99999999',
  born_on: '1815-12-10',
  joined_on: '2024-02-29',
  email: 'ada@example.com',
  names: '{"en-US":"Ada"}',
  event_ids: ['e-0', 'e-1'],
  original: Buffer.from([0, 255]),
}

const recordOf = (...fields: AvroField[]): AvroSchema => ({ type: 'record', name: 'R', fields })

/** The error that `run` throws, or undefined. */
function thrownBy(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

function messageOf(error: unknown): string {
  return error instanceof AvroError ? error.message : ''
}

describe('codec', () => {
  const codec = createCodec<Guest>(guestSchema)

  it('gives back what it was given: decimals and dates as text, times as milliseconds', () => {
    expect(codec.decode(codec.encode(ada))).toStrictEqual(ada)
  })

  it('gives back nulls', () => {
    const bare = { ...ada, deposit: null, born_on: null, email: null, names: null, original: null, event_ids: [] }

    expect(codec.decode(codec.encode(bare))).toStrictEqual(bare)
  })

  it('decodes to plain objects, nested ones too', () => {
    const inner: AvroSchema = { type: 'record', name: 'Inner', fields: [{ name: 'n', type: 'int' }] }
    const nested = createCodec<unknown>(
      recordOf({ name: 'one', type: ['null', inner] }, { name: 'many', type: { type: 'array', items: 'Inner' } }),
    )

    const value = { one: { n: 1 }, many: [{ n: 2 }] }

    expect(nested.decode(nested.encode(value))).toStrictEqual(value)
  })

  it('writes a missing field that has a default as its default', () => {
    const optional = createCodec<{ email?: string | null }>(
      recordOf({ name: 'email', type: ['null', 'string'], default: null }),
    )

    expect(optional.decode(optional.encode({}))).toStrictEqual({ email: null })
  })

  it('puts a prefix before the payload', () => {
    const bytes = codec.encode(ada, Buffer.from([1, 2, 3]))

    expect([...bytes.subarray(0, 3)]).toEqual([1, 2, 3])
    expect(codec.decode(bytes.subarray(3))).toStrictEqual(ada)
  })

  it('writes records of any length, and keeps earlier ones intact', () => {
    const long = { ...ada, names: 'x'.repeat(200_000) }
    const prefix = Buffer.from([7])

    const [first, second] = [codec.encode(ada, prefix), codec.encode(long, prefix)]

    expect(codec.decode(first.subarray(1))).toStrictEqual(ada)
    expect(codec.decode(second.subarray(1))).toStrictEqual(long)
    expect(second[0]).toBe(7)
  })

  it.each([65_530, 65_531, 65_532, 65_533, 65_534, 65_535, 65_536, 65_537])(
    'writes a text of %i bytes, about as long as its working buffer',
    (length) => {
      const text = createCodec<{ text: string }>(recordOf({ name: 'text', type: 'string' }))
      const value = { text: 'é'.repeat(Math.floor(length / 2)) }

      expect(text.decode(text.encode(value))).toStrictEqual(value)
    },
  )

  it('keeps any decimal, date and time', () => {
    const cents = fc.bigInt(-(10n ** 20n), 10n ** 20n).map((value) => `${value}.25`.replace(/^-?0\.25/, '0.25'))
    const days = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(cents, days, (balance, day) => {
        fc.pre(balance.replace('-', '').length <= 23)
        const value = {
          ...ada,
          balance,
          deposit: balance,
          changed_at: day.getTime(),
          born_on: day.toISOString().slice(0, 10),
        }

        expect(codec.decode(codec.encode(value))).toStrictEqual(value)
      }),
    )
  })
})

describe('a value built of its fields', () => {
  const { build, encode } = createCodec<Guest>(guestSchema)
  const values = guestSchema.fields.map(({ name }) => ada[name as keyof Guest])

  it('is the value, as plain as any other, and encoded to the same bytes', () => {
    expect(build(values)).toStrictEqual(ada)
    expect(encode(build(values))).toEqual(encode(ada))
  })

  it('has the default of a field for which undefined stands, and fits no better than another where there is none', () => {
    const without = (name: string) =>
      values.map((value, nth) => (guestSchema.fields[nth]?.name === name ? undefined : value))

    expect(build(without('deposit')).deposit).toBeNull()
    expect(() => encode(build(without('visits')))).toThrow(expect.objectContaining({ code: 'avro.unfit' }))
  })
})

describe('what does not fit', () => {
  const codec = createCodec<unknown>(guestSchema)

  it('is named by field path, with what was expected and what kind of thing it was', () => {
    const error = thrownBy(() =>
      codec.encode({ ...ada, visits: 'many', email: 7, event_ids: ['e', 5], born_on: '2023-02-30' }),
    )

    expect(error).toMatchObject({ code: 'avro.unfit', retriable: false })
    expect(messageOf(error)).toBe(
      'Not a bellhop.test.Guest: visits must be int, is string; ' +
        'born_on must be null or a date as YYYY-MM-DD, is string; ' +
        'email must be null or string, is number; event_ids.1 must be string, is number',
    )
  })

  it('is named when missing', () => {
    const { id: _, ...rest } = ada

    expect(messageOf(thrownBy(() => codec.encode(rest)))).toContain('id must be string, is missing')
  })

  it('is named when it is not in the schema', () => {
    const error = thrownBy(() => codec.encode({ ...ada, mail: 'ada@example.com' }))

    expect(error).toMatchObject({ code: 'avro.unfit', message: 'Not a bellhop.test.Guest: mail is not in the schema' })
  })

  it('is named when it is not in the schema, even where something else is wrong too', () => {
    const message = messageOf(thrownBy(() => codec.encode({ ...ada, mail: 'x', visits: null })))

    expect(message).toContain('mail is not in the schema')
  })

  it.each([
    ['a number for a decimal', { balance: 12.1 }],
    ['an exponent in a decimal', { balance: '1e3' }],
    ['nine decimals', { deposit: '0.123456789' }],
    ['a Date for a time', { changed_at: new Date(0) }],
    ['a fraction for a time', { changed_at: 0.5 }],
    ['a Uint8Array for bytes', { original: new Uint8Array(1) }],
    ['a Date for a date', { joined_on: new Date(0) }],
    ['an impossible day', { joined_on: '2023-02-29' }],
    ['NaN for a whole number', { visits: NaN }],
    ['undefined in a list', { event_ids: [undefined] }],
  ])('is refused: %s', (_, fields) => {
    expect(thrownBy(() => codec.encode({ ...ada, ...fields }))).toMatchObject({ code: 'avro.unfit' })
  })

  it.each([null, undefined, 'text', 7, []])('is refused when it is no record at all: %j', (value) => {
    expect(thrownBy(() => codec.encode(value))).toMatchObject({ code: 'avro.unfit' })
  })

  it('never puts a value into the error: neither message, cause nor any property', () => {
    const secret = 'P4ssport-No-77'
    const wrong = {
      ...ada,
      balance: secret,
      deposit: secret,
      joined_on: secret,
      visits: secret,
      event_ids: secret,
      original: secret,
    }

    const error = thrownBy(() => codec.encode(wrong))

    expect(error).toBeInstanceOf(AvroError)
    const everything =
      error instanceof AvroError ? [error.message, error.stack, JSON.stringify(error), error.cause] : []
    expect(everything.join(' ')).not.toContain(secret)
  })

  it('is told by its first ten places', () => {
    const list = createCodec<unknown>(recordOf({ name: 'list', type: { type: 'array', items: 'int' } }))

    const message = messageOf(thrownBy(() => list.encode({ list: Array.from({ length: 1_000 }, () => 'x') })))

    expect(message).toContain('list.9 must be int, is string; and 990 more')
  })
})

describe('bytes that are no such record', () => {
  const codec = createCodec<Guest>(guestSchema)
  const undecodable = expect.objectContaining({ code: 'avro.undecodable', retriable: false })

  it('are refused when cut short, wherever the cut is', () => {
    const bytes = codec.encode(ada)
    for (let length = 0; length < bytes.length; length++) {
      expect(() => codec.decode(bytes.subarray(0, length))).toThrow(undecodable)
    }
  })

  it('are refused when something follows', () => {
    expect(() => codec.decode(Buffer.concat([codec.encode(ada), Buffer.from([0])]))).toThrow(undecodable)
  })

  it('are refused before a list is made of a length that only they claim', () => {
    const list = createCodec<unknown>(recordOf({ name: 'list', type: { type: 'array', items: 'string' } }))
    const claim = Buffer.from('feffffffffff0f', 'hex')

    expect(() => list.decode(claim)).toThrow(undecodable)
    expect(() => list.decode(claim, recordOf(...(list.schema.fields as AvroField[])))).toThrow(undecodable)
  })

  it('are refused so too in a list that only the writer knew', () => {
    const reader = createCodec<unknown>(recordOf({ name: 'a', type: 'int', default: 0 }))
    const writer = recordOf({ name: 'list', type: { type: 'array', items: 'string' } }, { name: 'a', type: 'int' })

    expect(() => reader.decode(Buffer.from('feffffffffff0f', 'hex'), writer)).toThrow(undecodable)
  })

  it('are refused when a date is beyond the calendar, or a decimal beyond 28 digits', () => {
    const day = createCodec<unknown>(recordOf({ name: 'day', type: date }))
    const sum = createCodec<unknown>(recordOf({ name: 'sum', type: decimal }))
    const far = createCodec<unknown>(recordOf({ name: 'day', type: 'int' })).encode({ day: 2_932_897 })
    const big = createCodec<unknown>(recordOf({ name: 'sum', type: 'bytes' })).encode({ sum: Buffer.alloc(13, 127) })

    expect(() => day.decode(far)).toThrow(undecodable)
    expect(() => sum.decode(big)).toThrow(undecodable)
  })

  it('never end the process or hang, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const error = thrownBy(() => codec.decode(Buffer.from(bytes)))

        expect(error === undefined || (error instanceof AvroError && error.code === 'avro.undecodable')).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('another writer', () => {
  const reader = createCodec<{ id: string; note: string | null }>(
    recordOf({ name: 'id', type: 'string' }, { name: 'note', type: ['null', 'string'], default: null }),
  )

  it('with an older schema is read with defaults', () => {
    const older = createCodec<{ id: string }>(recordOf({ name: 'id', type: 'string' }))

    expect(reader.decode(older.encode({ id: 'a' }), older.schema)).toStrictEqual({ id: 'a', note: null })
  })

  it('with a newer schema is read without its new fields, and with fields in another order', () => {
    const newer = createCodec<object>(
      recordOf(
        { name: 'more', type: ['null', { type: 'array', items: 'string' }], default: null },
        { name: 'note', type: ['null', 'string'], default: null },
        { name: 'id', type: 'string' },
      ),
    )
    const bytes = newer.encode({ more: ['x'], note: 'n', id: 'a' })

    expect(reader.decode(bytes, newer.schema)).toStrictEqual({ id: 'a', note: 'n' })
    expect(reader.decode(bytes, newer.schema)).toStrictEqual({ id: 'a', note: 'n' })
  })

  it('with decimals and dates is read as with our own schema', () => {
    const own = createCodec<Guest>(guestSchema)
    const sameElsewhere: AvroSchema = { ...guestSchema, fields: [...guestSchema.fields].reverse() }

    const bytes = createCodec<Guest>(sameElsewhere).encode(ada)

    expect(own.decode(bytes, sameElsewhere)).toStrictEqual(ada)
  })

  it.each([
    ['another record', { ...reader.schema, name: 'Other' }],
    ['a field missing that has no default', recordOf({ name: 'note', type: ['null', 'string'], default: null })],
    ['another type', recordOf({ name: 'id', type: 'int' })],
    ['a type that does not exist', recordOf({ name: 'id', type: 'uuid' })],
  ])('is refused for ever when it has %s', (_, writer) => {
    const refused = expect.objectContaining({ code: 'avro.unresolvable', retriable: false })

    expect(() => reader.decode(Buffer.from([0]), writer)).toThrow(refused)
    expect(() => reader.decode(Buffer.from([0]), writer)).toThrow(refused)
  })

  it('is refused when its decimals have another scale, or are mere bytes', () => {
    const money = createCodec<{ m: string }>(recordOf({ name: 'm', type: decimal }))
    const refused = expect.objectContaining({ code: 'avro.unresolvable' })

    expect(() => money.decode(Buffer.from([2, 1]), recordOf({ name: 'm', type: { ...decimal, scale: 2 } }))).toThrow(
      refused,
    )
    expect(() => money.decode(Buffer.from([2, 1]), recordOf({ name: 'm', type: 'bytes' }))).toThrow(refused)
  })
})

describe('a schema', () => {
  const refused = expect.objectContaining({ code: 'avro.schema' })

  it.each<[string, AvroField]>([
    ['a union of two numbers', { name: 'f', type: ['null', 'int', 'long'] }],
    ['a union of a string and a date', { name: 'f', type: ['string', date] }],
    ['a union of a decimal and a date', { name: 'f', type: [decimal, date] }],
    ['such a union in a list', { name: 'f', type: { type: 'array', items: ['string', decimal] } }],
    ['a decimal of another scale', { name: 'f', type: { ...decimal, scale: 2 } }],
    ['a decimal that is no bytes', { name: 'f', type: { ...decimal, type: 'string' } }],
    ['a map', { name: 'f', type: { type: 'map', values: 'string' } }],
    ['an enum', { name: 'f', type: ['null', { type: 'enum', name: 'E', symbols: ['A'] }] }],
    ['an unknown type', { name: 'f', type: 'uuid' }],
    ['a default that does not fit', { name: 'f', type: 'int', default: 'x' }],
  ])('is refused with %s', (_, field) => {
    expect(() => createCodec(recordOf(field))).toThrow(refused)
  })

  it('is refused with every field concerned', () => {
    const schema = recordOf({ name: 'm', type: { type: 'map', values: 'int' } }, { name: 'u', type: ['string', date] })

    expect(() => createCodec(schema)).toThrow(/m is of type map.*u has two branches that are a string in JavaScript/)
  })

  it('is not changed by use', () => {
    const before = JSON.stringify(guestSchema)

    createCodec<Guest>(guestSchema).encode(ada)

    expect(JSON.stringify(guestSchema)).toBe(before)
  })
})
