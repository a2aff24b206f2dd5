import { describeError, type Readiness, readSamples, type Sample } from '@bellhop/runtime'

/** What a service says of itself at its admin port, or why it does not. */
export type AdminAnswer =
  | {
      readonly address: string
      readonly isThere: true
      readonly readiness: Readiness
      readonly samples: readonly Sample[]
    }
  | { readonly address: string; readonly isThere: false; readonly why: string }

const timeoutMs = 3_000

/** Asks a service for its readiness and metrics; that it does not answer is an answer too. */
export async function askAdmin(address: string, stopping: AbortSignal): Promise<AdminAnswer> {
  const base = address.includes('://') ? address.replace(/\/+$/, '') : `http://${address}`
  const ask = async (path: string) =>
    (await fetch(base + path, { signal: AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]) })).text()
  try {
    const readiness: unknown = JSON.parse(await ask('/health/ready'))
    return { address, isThere: true, readiness: toReadiness(readiness), samples: readSamples(await ask('/metrics')) }
  } catch (error) {
    return { address, isThere: false, why: describeError(error) }
  }
}

/** @throws Error where somebody else has answered */
function toReadiness(body: unknown): Readiness {
  const fields = new Map(Object.entries(body ?? {}))
  const reasons: unknown = fields.get('reasons')
  if (!Array.isArray(reasons)) throw new Error('what answers there is no service of Bellhop')
  return { isReady: fields.get('status') !== 'not ready', reasons: reasons.map(String) }
}
