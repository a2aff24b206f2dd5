import type { Readiness } from '@bellhop/runtime'

/**
 * Sums what the workers say of themselves: the ingress is ready while one of them is, and each reason is told once. Pure.
 *
 * @param workers - undefined for one that has not said anything yet
 */
export function sumReadiness(workers: ReadonlyArray<Readiness | undefined>): Readiness {
  const reasons = new Set(workers.flatMap((worker) => worker?.reasons ?? ['a worker is starting']))
  return { isReady: workers.some((worker) => worker?.isReady === true), reasons: [...reasons] }
}
