import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Opened } from '@bellhop/runtime'

/** Whether a connection ends with an answer that is dropped, or stays open and silent. */
export type DropHow = 'cut' | 'open'

/** Stands between a client and a broker, and drops answers that the broker gave. */
export type AnswerProxy = {
  readonly port: number
  /**
   * From now on the next answer to a request of these kinds does not reach its asker: the broker has done what was asked.
   * Only Produce where left out.
   */
  readonly dropNext: (how: DropHow, kinds?: readonly number[]) => void
  readonly dropNoMore: () => void
  /** Answers dropped until now. */
  readonly dropped: () => number
}

/** Kafka's numbers of the requests whose answers are dropped here. */
export const requestKinds = {
  produce: 0,
  heartbeat: 12,
  initProducerId: 22,
  addPartitionsToTxn: 24,
  addOffsetsToTxn: 25,
  endTxn: 26,
  txnOffsetCommit: 28,
} as const
const metadataKey = 3

/**
 * Opens a proxy in front of one broker.
 *
 * The broker tells its own address in every Metadata answer, and a client goes there from then on: the proxy puts its own
 * port in that place. Every other answer passes as it is.
 */
export async function openAnswerProxy(brokerPort: number): Promise<Opened<AnswerProxy>> {
  const sockets = new Set<Socket>()
  let toDrop: { readonly how: DropHow; readonly kinds: readonly number[] } | undefined
  let dropped = 0
  let port = 0

  const server = createServer({ noDelay: true }, (client) => {
    const broker = connect({ port: brokerPort, host: '127.0.0.1', noDelay: true })
    const cut = () => {
      client.destroy()
      broker.destroy()
    }
    for (const socket of [client, broker]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    /** What was asked, by the number that its answer has too. */
    const asked = new Map<number, { readonly key: number; readonly version: number }>()
    const onRequest = (frame: Buffer) => {
      asked.set(frame.readInt32BE(8), { key: frame.readInt16BE(4), version: frame.readInt16BE(6) })
      broker.write(frame)
    }
    const onAnswer = (frame: Buffer) => {
      const correlation = frame.readInt32BE(4)
      const question = asked.get(correlation)
      asked.delete(correlation)
      if (toDrop !== undefined && question !== undefined && toDrop.kinds.includes(question.key)) {
        if (toDrop.how === 'cut') cut()
        toDrop = undefined
        dropped += 1
        return
      }
      if (question?.key === metadataKey) replacePorts(frame, question.version, port)
      client.write(frame)
    }
    client.on('data', splitFrames(onRequest))
    broker.on('data', splitFrames(onAnswer))
  })

  port = await listen(server)
  return {
    value: {
      port,
      dropNext: (how, kinds = [requestKinds.produce]) => {
        toDrop = { how, kinds }
      },
      dropNoMore: () => {
        toDrop = undefined
      },
      dropped: () => dropped,
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Puts a port in the place of those of all brokers in a Metadata answer of version 3 to 8; kafkajs asks for 6. */
function replacePorts(frame: Buffer, version: number, port: number): void {
  if (version < 3 || version > 8) throw new Error(`Metadata answers of version ${version} are not known here`)
  // Size, correlation id and throttle time, each of 4 bytes, then the brokers: id, host, port, rack or -1.
  let at = 12
  let brokers = frame.readInt32BE(at)
  at += 4
  for (; brokers > 0; brokers -= 1) {
    at += 4
    at += 2 + frame.readInt16BE(at)
    frame.writeInt32BE(port, at)
    at += 4
    at += 2 + Math.max(0, frame.readInt16BE(at))
  }
}

/** Cuts what comes over a connection into Kafka's frames, each with the 4 bytes of its size in front. */
function splitFrames(onFrame: (frame: Buffer) => void): (bytes: Buffer) => void {
  let held: Buffer = Buffer.alloc(0)
  return (bytes) => {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    while (held.length >= 4 && held.length >= 4 + held.readInt32BE(0)) {
      const end = 4 + held.readInt32BE(0)
      const frame = held.subarray(0, end)
      held = held.subarray(end)
      onFrame(frame)
    }
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
