import type { TopicPlan } from '@bellhop/kafka'

/** Says of each topic whether it is to be created, was created, or how it differs; and a line in all. Pure. */
export function renderTopics(topics: readonly TopicPlan[], created: readonly string[]): readonly string[] {
  const lines = topics.flatMap(({ topic, isMissing, differences }) => {
    if (isMissing) return [`missing   ${topic}`]
    const said = created.includes(topic) ? [`created   ${topic}`] : []
    return [...said, ...differences.map((difference) => `differs   ${difference}`)]
  })
  return [...lines, toSentence(topics, created)]
}

function toSentence(topics: readonly TopicPlan[], created: readonly string[]): string {
  const missing = topics.filter(({ isMissing }) => isMissing).length
  const differing = topics.filter(({ differences }) => differences.length > 0).length
  const parts = [
    ...(created.length > 0 ? [`${created.length} created`] : []),
    ...(missing > 0 ? [`${missing} missing: bellhop topics apply creates them`] : []),
    ...(differing > 0 ? [`${differing} differ, which is for you to mend: nothing is altered here`] : []),
  ]
  return `${topics.length} topics; ${parts.length === 0 ? 'all are there as wanted' : parts.join('; ')}.`
}
