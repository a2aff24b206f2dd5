import type { LocalProcess, Opened } from './stack.ts'

type Open = (failed: AbortSignal) => Promise<Opened<LocalProcess>>

/** Opens two servers at once; when one fails the other is stopped, and the first failure is thrown. */
export async function openBoth(first: Open, second: Open): Promise<Opened<[LocalProcess, LocalProcess]>> {
  const failed = new AbortController()
  const attempt = async (open: Open) => {
    try {
      return await open(failed.signal)
    } catch (error) {
      failed.abort(error)
      return undefined
    }
  }
  const [one, two] = await Promise.all([attempt(first), attempt(second)])
  const close = async () => {
    await Promise.all([one?.close(), two?.close()])
  }
  if (one === undefined || two === undefined) {
    await close()
    throw failed.signal.reason
  }
  return { value: [one.value, two.value], close }
}
