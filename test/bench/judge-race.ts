/** What a program took at one rate: processor seconds for 1,000 events, and its p99 in milliseconds. */
export type Cost = { readonly cpuSeconds: number; readonly p99Ms: number }

/** What is aimed at, by events a body: processor time as a share of the rival's. */
const mostShare: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [7, 1.2],
  [100, 1.5],
  [300, 1.5],
])
const mostP99Ms = 25

/** Says which aims our program has missed against its rival at a rate, each in a few words. Pure. */
export function judgeRace(events: number, ours: Cost, rival: Cost): string[] {
  const share = ours.cpuSeconds / rival.cpuSeconds
  const most = mostShare.get(events) ?? Number.POSITIVE_INFINITY
  const words = events === 1 ? '1 event a body' : `${events} events a body`
  return [
    ...(share > most ? [`${words}: ${share.toFixed(2)} of the rival's processor time instead of ${most}`] : []),
    ...(ours.p99Ms > rival.p99Ms
      ? [`${words}: a p99 of ${ours.p99Ms.toFixed(1)} ms, the rival's is ${rival.p99Ms.toFixed(1)} ms`]
      : []),
    ...(ours.p99Ms > mostP99Ms ? [`${words}: a p99 of ${ours.p99Ms.toFixed(1)} ms instead of ${mostP99Ms} ms`] : []),
  ]
}
