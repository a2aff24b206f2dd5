import { connect } from 'node:net'

import { request } from 'undici'

const askTimeoutMs = 2_000

/** ApiVersions, version 0: size, api key 18, version, correlation id, and a client id of null. */
const apiVersionsRequest = Buffer.from('0000000a0012000000000001ffff', 'hex')

/** Whether a Kafka broker at this port of 127.0.0.1 answers an ApiVersions request: an open port is not enough. */
export function isBrokerAnswering(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let answer = Buffer.alloc(0)
    const settle = (isAnswering: boolean) => {
      socket.destroy()
      resolve(isAnswering)
    }
    socket.setTimeout(askTimeoutMs, () => settle(false))
    socket.once('error', () => settle(false))
    socket.once('close', () => settle(false))
    socket.once('connect', () => socket.write(apiVersionsRequest))
    socket.on('data', (bytes) => {
      answer = Buffer.concat([answer, bytes])
      // Size, our correlation id, and error code 0.
      if (answer.length >= 10) settle(answer.readInt32BE(4) === 1 && answer.readInt16BE(8) === 0)
    })
  })
}

/** Whether the registry lists its subjects. */
export async function isRegistryAnswering(registryUrl: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(`${registryUrl}/subjects`, {
      headersTimeout: askTimeoutMs,
      bodyTimeout: askTimeoutMs,
      reset: true,
    })
    await body.dump()
    return statusCode === 200
  } catch {
    return false
  }
}
