import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderTable } from './render-table.ts'

type CallFrame = { readonly functionName: string; readonly url: string; readonly lineNumber: number }

/** What of a V8 profile is read here: who called what is left aside. */
export type CpuProfile = {
  readonly nodes: ReadonlyArray<{ readonly id: number; readonly callFrame: CallFrame }>
  /** The node that ran at each sample, and the microseconds since the sample before. */
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** One function, and the share of the busy time that was spent in it alone. */
export type HotFunction = { readonly name: string; readonly where: string; readonly share: number }

/** Names the functions in which a profile's time went, idle time left out, the hottest first. Pure. */
export function summariseProfile(profile: CpuProfile, count: number): HotFunction[] {
  const functions = new Map<string, Omit<HotFunction, 'share'>>()
  const toKey = ({ functionName, url, lineNumber }: CallFrame) => {
    if (functionName === '(idle)') return undefined
    const [name, where] = [functionName || '(anonymous)', toWhere(url)]
    const key = `${name} ${where} ${lineNumber}`
    functions.set(key, { name, where })
    return key
  }
  return [...shareOut(profile, toKey)]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([key, share]) => ({ ...(functions.get(key) ?? { name: key, where: '' }), share }))
}

/** Sums a profile's busy time by what the code belongs to: a package of ours or another's, Node, native code. Pure. */
export function summariseAreas(profile: CpuProfile): ReadonlyMap<string, number> {
  return shareOut(profile, toArea)
}

/** Shares out a profile's busy time among keys; a function without a key is none of it. */
function shareOut(
  { nodes, samples, timeDeltas }: CpuProfile,
  toKey: (frame: CallFrame) => string | undefined,
): ReadonlyMap<string, number> {
  const keys = new Map(nodes.map(({ id, callFrame }) => [id, toKey(callFrame)]))
  const times = new Map<string, number>()
  let busy = 0
  for (const [nth, id] of samples.entries()) {
    const key = keys.get(id)
    const time = timeDeltas[nth] ?? 0
    if (key === undefined) continue
    busy += time
    times.set(key, (times.get(key) ?? 0) + time)
  }
  return new Map([...times].map(([key, time]) => [key, time / busy]))
}

/** Reads the last profile of a folder; undefined where there is none. */
export async function readLastProfile(folder: string): Promise<CpuProfile | undefined> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.cpuprofile')).sort()
  const last = files.at(-1)
  return last === undefined ? undefined : (JSON.parse(await readFile(join(folder, last), 'utf8')) as CpuProfile)
}

/** Reads the last profile of a folder and renders its hottest functions; undefined where there is none. */
export async function renderProfile(folder: string, count = 25): Promise<string | undefined> {
  const profile = await readLastProfile(folder)
  if (profile === undefined) return undefined
  const rows = summariseProfile(profile, count).map(({ name, where, share }) => [
    `${(100 * share).toFixed(1)} %`,
    name,
    where,
  ])
  return renderTable(['of its busy time', 'function', 'file'], rows)
}

/** What a function belongs to; undefined for the time in which there was nothing to do. */
function toArea({ functionName, url }: CallFrame): string | undefined {
  if (functionName === '(idle)') return undefined
  if (functionName === '(garbage collector)') return 'garbage collector'
  if (url === '') return /^write/.test(functionName) ? 'writes to sockets' : 'native code of Node'
  if (url.startsWith('node:')) return 'Node: http, streams, timers'
  const [first = '', second = ''] = toWhere(url).split('/')
  return ['services', 'packages', 'schemas'].includes(first) || first.startsWith('@') ? `${first}/${second}` : first
}

/** The package and the file, without where on this machine they are. */
function toWhere(url: string): string {
  const path = url.replace(/^file:\/\//, '')
  const ours = /(?:services|packages|schemas)\/.*$/.exec(path)
  const theirs = /node_modules\/((?!.*node_modules\/).*)$/.exec(path)
  return theirs?.[1] ?? ours?.[0] ?? path
}
