import type { TopicPlan } from '@bellhop/kafka'
import { type Check, fine, wrong } from './check.ts'

/** Says whether all topics are there as they are wanted. Pure. */
export function checkTopics(topics: readonly TopicPlan[]): readonly Check[] {
  const missing = topics.filter(({ isMissing }) => isMissing).map(({ topic }) => topic)
  const differences = topics.flatMap((topic) => topic.differences)
  if (missing.length === 0 && differences.length === 0) return [fine('topics', `all ${topics.length} are as wanted`)]
  return [
    ...(missing.length === 0
      ? []
      : [
          wrong(
            'topics',
            `${missing.length} of ${topics.length} are missing, ${missing[0]} first`,
            'bellhop topics apply',
          ),
        ]),
    ...differences.map((difference) => {
      const at = difference.lastIndexOf(': ')
      return wrong('topics', difference.slice(0, at), difference.slice(at + 2))
    }),
  ]
}
