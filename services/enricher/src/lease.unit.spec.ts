import { partitionOf } from '@bellhop/kafka'
import { type Credential, toLane } from '@bellhop/mews'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adoptDirectory } from './adopt-directory.ts'
import { credentialOf } from './fakes/credentials.ts'
import { lateMs, mayCall, mayCommit } from './lease.ts'

const second = 1_000
const partitions = 4
const untilSeconds = 400

/** Where the file has each enterprise, and with which token; absent where it does not name it. */
type Version = ReadonlyArray<{ readonly lane: string; readonly token: string; readonly enterprises: readonly string[] }>
type Story = {
  readonly windowSeconds: number
  /** Versions of the file, and for how many seconds each stands in it. */
  readonly versions: ReadonlyArray<{ readonly version: Version; readonly seconds: number }>
  /** Seconds between the looks of each process; long ones are those of a process that was frozen. */
  readonly gaps: ReadonlyArray<readonly number[]>
  /** Which process owns each task, turn by turn of 30 s. */
  readonly owners: ReadonlyArray<readonly number[]>
}

const tokens = ['t1', 't2', 't3']
const enterprises = ['e1', 'e2', 'e3', 'e4']
/** Of lanes whose tasks differ, so that each change is one of owners. */
const lanes = ['north', 'south', 'east', 'west', 'coast', 'hill']

/** Deals the enterprises to the tokens and the tokens to the lanes, none twice, as a directory file has to. */
const versions: fc.Arbitrary<Version> = fc
  .record({
    laneOfToken: fc.array(fc.option(fc.constantFrom(...lanes)), { minLength: 3, maxLength: 3 }),
    tokenOfEnterprise: fc.array(fc.option(fc.nat({ max: 2 })), { minLength: 4, maxLength: 4 }),
  })
  .map(({ laneOfToken, tokenOfEnterprise }) =>
    tokens.flatMap((token, place) => {
      const lane = laneOfToken[place]
      const served = enterprises.filter((_, nth) => tokenOfEnterprise[nth] === place)
      return lane === null || lane === undefined ? [] : [{ lane, token, enterprises: served }]
    }),
  )

const stories: fc.Arbitrary<Story> = fc.record({
  windowSeconds: fc.constantFrom(1, 30),
  versions: fc.array(fc.record({ version: versions, seconds: fc.integer({ min: lateMs / second, max: 120 }) }), {
    minLength: 2,
    maxLength: 8,
  }),
  gaps: fc.array(
    fc.array(
      fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 9, max: 12 }) },
        { weight: 1, arbitrary: fc.integer({ min: 13, max: 90 }) },
      ),
      { minLength: 50, maxLength: 50 },
    ),
    { minLength: 2, maxLength: 2 },
  ),
  owners: fc.array(fc.array(fc.nat({ max: 1 }), { minLength: partitions, maxLength: partitions }), {
    minLength: 20,
    maxLength: 20,
  }),
})

/** A call for a token or an enterprise, and the last moment at which what it brought may be committed. */
type Call = { readonly at: number; readonly task: number; readonly subject: string; commitUntil: number }

/** Lives a story second by second, and makes every call that two eager processes may make. */
function live({ windowSeconds, versions: file, gaps, owners }: Story): Call[] {
  const calls: Call[] = []
  const processes = gaps.map((gap) => ({
    gap,
    looks: 0,
    nextAt: 0,
    seenAt: 0,
    seen: '',
    current: nothing,
    made: noCalls,
  }))

  for (let now = 0; now < untilSeconds * second; now += second) {
    for (const [nth, process] of processes.entries()) {
      if (now >= process.nextAt) {
        const version = versionAt(file, now)
        if (process.seen !== JSON.stringify(version) || now - process.seenAt > lateMs) {
          const before = process.looks === 0 ? undefined : { adopted: process.current, seenAt: process.seenAt }
          process.current = adoptDirectory(before, toDirectory(version, windowSeconds), partitions, now)
          process.seen = JSON.stringify(version)
          process.made = []
        }
        process.seenAt = now
        process.nextAt = now + (process.gap[process.looks % process.gap.length] ?? 10) * second
        process.looks += 1
        for (const call of process.made) call.commitUntil = lastOf((at) => mayCommit(now, at), now)
      }
      const { current, seenAt } = process
      if (!mayCall(seenAt, now)) continue
      for (const credential of current.directory.credentials) {
        const task = partitionOf(toLane(credential), partitions)
        if (owners[Math.floor(now / (30 * second)) % owners.length]?.[task] !== nth) continue
        for (const enterprise of credential.enterpriseIds) {
          if (now < (current.routing.openings.get(enterprise) ?? 0)) continue
          const commitUntil = lastOf((at) => mayCommit(seenAt, at), now)
          const made = [credential.accessToken, enterprise].map((subject) => ({ at: now, task, subject, commitUntil }))
          process.made.push(...made)
          calls.push(...made)
        }
      }
    }
  }
  return calls
}

const nothing = adoptDirectory(undefined, toDirectory([], 30), partitions, 0)
const noCalls: Call[] = []

function versionAt(file: Story['versions'], now: number): Version {
  let left = now
  for (const { version, seconds } of file) {
    if (left < seconds * second) return version
    left -= seconds * second
  }
  return file.at(-1)?.version ?? []
}

/** The last whole second at which something may be done that may be done at `now` and once not will not be again. */
function lastOf(may: (at: number) => boolean, now: number): number {
  let at = now
  while (may(at + second)) at += second
  return at
}

function toDirectory(version: Version, windowSeconds: number) {
  const credentials: Credential[] = version.map(({ lane, token, enterprises: enterpriseIds }) =>
    credentialOf(`credential of ${token}`, { chain: lane, accessToken: token, enterpriseIds, windowSeconds }),
  )
  return { baseUrl: 'https://api.example.com', client: 'c', clientToken: 't', credentials }
}

/** The least milliseconds between a call and one before it that another task made for the same subject. */
function closest(calls: readonly Call[]): number {
  let least = Number.POSITIVE_INFINITY
  const last = new Map<string, Map<number, number>>()
  for (const { at, task, subject } of calls) {
    const byTask = last.get(subject) ?? new Map<number, number>()
    last.set(subject, byTask)
    for (const [other, lastAt] of byTask) if (other !== task) least = Math.min(least, at - lastAt)
    byTask.set(task, at)
  }
  return least
}

/** Calls that began while another task might still commit what it had fetched for the same subject before. */
function overtaken(calls: readonly Call[]): Call[] {
  const until = new Map<string, Map<number, number>>()
  return calls.filter(({ task, subject, at, commitUntil }) => {
    const byTask = until.get(subject) ?? new Map<number, number>()
    until.set(subject, byTask)
    byTask.set(task, Math.max(byTask.get(task) ?? 0, commitUntil))
    return [...byTask].some(([other, last]) => other !== task && at <= last)
  })
}

describe('two processes that read a changing directory each in its own time', () => {
  it('never use one token in two tasks within one window', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const ofTokens = live(story).filter(({ subject }) => tokens.includes(subject))

        expect(closest(ofTokens)).toBeGreaterThan(story.windowSeconds * second)
      }),
      { numRuns: 50 },
    )
  })

  it('never fetch in one task what another may still commit an older state of', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const ofEnterprises = live(story).filter(({ subject }) => enterprises.includes(subject))

        expect(overtaken(ofEnterprises)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('hand a token and its enterprise over all the same, within a minute and a half', () => {
    const north = { lane: 'north', token: 't1', enterprises: ['e1'] }
    const story: Story = {
      windowSeconds: 30,
      versions: [
        { version: [north], seconds: 35 },
        { version: [{ ...north, lane: 'south' }], seconds: 300 },
      ],
      gaps: [Array<number>(50).fill(10), [7, ...Array<number>(50).fill(10)]],
      owners: [[0, 1, 0, 1]],
    }

    const calls = live(story).filter(({ subject }) => subject === 'e1')

    const homes = [partitionOf('north', partitions), partitionOf('south', partitions)]
    expect([...new Set(calls.map(({ task }) => task))]).toEqual(homes)
    const begins = calls.find(({ task }) => task === homes[1])?.at ?? Number.POSITIVE_INFINITY
    expect(begins).toBeLessThanOrEqual((35 + 90) * second)
  })
})
