import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKafka, type KafkaClient, silent } from '@bellhop/kafka'
import { type LocalStack, openLocalStack } from '@bellhop/local'
import { createCloser, type Opened } from '@bellhop/runtime'

/** A broker and a registry, a folder to work in, and a client to read the topics with. */
export type Place = { readonly stack: LocalStack; readonly workDir: string; readonly kafka: KafkaClient }

/** Opens a place of its own for a benchmark. */
export async function openPlace(): Promise<Opened<Place>> {
  const { keep, closeAll } = createCloser()
  try {
    const workDir = await mkdtemp(join(tmpdir(), 'bellhop-bench-'))
    keep({ value: workDir, close: () => rm(workDir, { recursive: true, force: true }) })
    const stack = keep(await openLocalStack())
    const kafka = createKafka({ clientId: 'bench', brokers: stack.brokers.split(',') }, silent, () => {})
    return { value: { stack, workDir, kafka }, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}
