import type { Credential } from '@bellhop/mews'

const minuteMs = 60_000

/**
 * Milliseconds that a token must rest before it may be tried again; 0 when it may be now. Pure.
 *
 * The enricher's plan leaves 2.5 % of each window unused, at least one call of the 20 that a window must allow; one call
 * a minute, and no more than one a window, is less than that.
 *
 * @param usedAt - epoch milliseconds of the last try; undefined where it is not known
 */
export function toRestMs(
  { windowSeconds }: Pick<Credential, 'windowSeconds'>,
  usedAt: number | undefined,
  now: number,
): number {
  if (usedAt === undefined || usedAt > now) return usedAt === undefined ? 0 : minuteMs
  return Math.max(0, usedAt + Math.max(minuteMs, windowSeconds * 1000 + 1_000) - now)
}
