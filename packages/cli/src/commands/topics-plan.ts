import { planTopics } from '@bellhop/kafka'
import { kafkaVariables, topicVariables } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openKafka } from '../open-kafka.ts'
import { renderTopics } from '../render-topics.ts'
import { isInOrder, wantedTopics } from '../wanted-topics.ts'

/** `bellhop topics plan`. */
export const topicsPlan = defineCommand({
  name: 'topics plan',
  summary: 'says which topics are missing and which settings differ',
  details: 'Changes nothing. Exit code 2 when there is something to do.',
  examples: ['topics plan', 'topics plan --json'],
  needs: Type.Object({ ...kafkaVariables, ...topicVariables }),
  run: async ({ config, print }) => {
    const kafka = await openKafka(config)
    const topics = await planTopics(kafka, wantedTopics(config))
    print.answer({ topics }, renderTopics(topics, []))
    return isInOrder(topics) ? exitCodes.fine : exitCodes.found
  },
})
