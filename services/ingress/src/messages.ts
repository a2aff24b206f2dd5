import type { Readiness } from '@bellhop/runtime'

/** What a worker tells the process that started it, now and then and when something changes. */
export type WorkerNews =
  | { readonly kind: 'listening'; readonly httpPort: number }
  | { readonly kind: 'verified' }
  | { readonly kind: 'readiness'; readonly readiness: Readiness }

/** What stops a worker. Its parent says so, and no signal: a Ctrl-C in a terminal reaches all processes at once. */
export const stopMessage = 'stop'

/** Whether what came from a worker is news of ours: cluster and prom-client send messages of their own. */
export function isWorkerNews(message: unknown): message is WorkerNews {
  const kinds: readonly unknown[] = ['listening', 'verified', 'readiness']
  return typeof message === 'object' && message !== null && 'kind' in message && kinds.includes(message.kind)
}
