import { applyTopics } from '@bellhop/kafka'
import { kafkaVariables, topicVariables } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openKafka } from '../open-kafka.ts'
import { renderTopics } from '../render-topics.ts'
import { isInOrder, wantedTopics } from '../wanted-topics.ts'

/** `bellhop topics apply`. */
export const topicsApply = defineCommand({
  name: 'topics apply',
  summary: 'creates the topics that are missing',
  details: 'Never alters or deletes a topic: settings that differ are named, and exit code is 2 then.',
  examples: ['topics apply', 'TOPIC_REPLICATION=3 topics apply'],
  needs: Type.Object({ ...kafkaVariables, ...topicVariables }),
  run: async ({ config, print }) => {
    const kafka = await openKafka(config)
    const { created, topics } = await applyTopics(kafka, wantedTopics(config))
    print.answer({ created, topics }, renderTopics(topics, created))
    return isInOrder(topics) ? exitCodes.fine : exitCodes.found
  },
})
