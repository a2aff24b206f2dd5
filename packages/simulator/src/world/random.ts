import { SimulatorError } from '../errors.ts'

/** A stream of numbers that is the same for the same seed. */
export type Random = {
  /** A number from 0 up to, not including, 1. */
  readonly fraction: () => number
  /** A whole number from 0 up to, not including, the bound. */
  readonly below: (bound: number) => number
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean
  /** One of the list. */
  readonly pick: <T>(list: readonly T[]) => T
  /** One of the list that is not the given one, where there is another. */
  readonly other: <T>(list: readonly T[], current: unknown) => T
  /** The value with the given probability, else null. The value is made only when it is wanted. */
  readonly maybe: <T>(probability: number, make: () => T) => T | null
  /** A version 4 UUID in lower case. */
  readonly uuid: () => string
}

const hexDigits = '0123456789abcdef'

/**
 * Opens a stream of numbers.
 *
 * @param seed - any text or number; streams of one seed with different labels are independent.
 */
export function createRandom(seed: string | number, label = ''): Random {
  const next = createBits(`${seed}/${label}`)
  const below = (bound: number) => Math.floor((next() / 2 ** 32) * bound)
  const chance = (probability: number) => next() / 2 ** 32 < probability
  const pick = <T>(list: readonly T[]): T => {
    const item = list[below(list.length)]
    if (item === undefined) throw new SimulatorError('simulator.empty-list', 'Nothing to pick from')
    return item
  }
  return {
    fraction: () => next() / 2 ** 32,
    below,
    chance,
    pick,
    other(list, current) {
      const others = list.filter((item) => item !== current)
      return pick(others.length > 0 ? others : list)
    },
    maybe: (probability, make) => (chance(probability) ? make() : null),
    uuid: () => toUuid(next(), next(), next(), next()),
  }
}

/** The generator sfc32 (public domain, by Chris Doty-Humphrey), started from a hash of the text. */
function createBits(text: string): () => number {
  let a = hashText(text, 1)
  let b = hashText(text, 2)
  let c = hashText(text, 3)
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let round = 0; round < 15; round += 1) next()
  return next
}

/** FNV-1a over the text's code units. */
function hashText(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ salt
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash | 0
}

const scratch = Buffer.alloc(36, '-')

/** Written byte by byte into one place: joining text would leave trees of strings in memory, and there are millions. */
function toUuid(a: number, b: number, c: number, d: number): string {
  writeHex(a, 0, 8)
  writeHex(b >>> 16, 9, 4)
  writeHex((b & 0xfff) | 0x4000, 14, 4)
  writeHex(((c >>> 16) & 0x3fff) | 0x8000, 19, 4)
  writeHex(c, 24, 4)
  writeHex(d, 28, 8)
  return scratch.toString('latin1')
}

function writeHex(bits: number, start: number, digits: number): void {
  for (let index = start + digits - 1, rest = bits; index >= start; index -= 1, rest >>>= 4) {
    scratch[index] = hexDigits.charCodeAt(rest & 0xf)
  }
}
