/** Names that are shown. */
const mostNames = 5

/**
 * Says that topics are missing and what to do; undefined where all are there. Pure.
 *
 * @param wanted - the topics that are read, and `present` those that the brokers have
 */
export function toMissing(wanted: readonly string[], present: readonly string[], prefix: string): string | undefined {
  const there = new Set(present)
  const missing = wanted.filter((topic) => !there.has(topic))
  if (missing.length === 0) return undefined
  const more = missing.length > mostNames ? ` and ${missing.length - mostNames} more` : ''
  const names = `${missing.slice(0, mostNames).join(', ')}${more}`
  const what = missing.length === 1 ? '1 topic' : `${missing.length} topics`
  const are = missing.length === 1 ? 'is' : 'are'
  return `${what} under prefix ${prefix} ${are} missing: check TOPIC_PREFIX, or bellhop topics apply. Missing: ${names}`
}
