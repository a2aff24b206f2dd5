/**
 * Does work for each item, so many at once, and gives what it came to in the order of the items.
 *
 * @param stopping - begins no more work once it aborts; what was not begun is left out then
 * @throws the first error of the work; what is under way is not waited for
 */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  stopping: AbortSignal,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>()
  const left = items.entries()
  const goOn = async () => {
    for (const [nth, item] of left) {
      if (stopping.aborted) return
      results.set(nth, await work(item))
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, goOn))
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}
