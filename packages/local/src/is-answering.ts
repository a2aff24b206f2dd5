import { connect } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

import { request } from 'undici'

const askTimeoutMs = 2_000

/** ApiVersions, version 0: size, api key 18, version, correlation id, and a client id of null. */
const apiVersionsRequest = Buffer.from('0000000a0012000000000001ffff', 'hex')

/**
 * Whether a Kafka broker at this port of 127.0.0.1 answers an ApiVersions request: an open port is not enough.
 *
 * @param ca - the authority of its certificate (PEM), where it speaks TLS
 */
export function isBrokerAnswering(port: number, ca?: string): Promise<boolean> {
  // Size, our correlation id, and error code 0.
  return isPortAnswering({ port, ca }, apiVersionsRequest, (answer) =>
    answer.length < 10 ? undefined : answer.readInt32BE(4) === 1 && answer.readInt16BE(8) === 0,
  )
}

/**
 * Whether what is sent to a port of 127.0.0.1 is answered as it should be, within two seconds.
 *
 * @param judge - given all that has come so far; undefined while that is too little
 */
export function isPortAnswering(
  { port, ca }: { readonly port: number; readonly ca?: string | undefined },
  question: Buffer,
  judge: (answer: Buffer) => boolean | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    const place = { port, host: '127.0.0.1' }
    const socket = ca === undefined ? connect(place) : connectSecurely({ ...place, ca })
    let answer = Buffer.alloc(0)
    const settle = (isAnswering: boolean) => {
      socket.destroy()
      resolve(isAnswering)
    }
    socket.setTimeout(askTimeoutMs, () => settle(false))
    socket.once('error', () => settle(false))
    socket.once('close', () => settle(false))
    socket.once(ca === undefined ? 'connect' : 'secureConnect', () => socket.write(question))
    socket.on('data', (bytes) => {
      answer = Buffer.concat([answer, bytes])
      const isRight = judge(answer)
      if (isRight !== undefined) settle(isRight)
    })
  })
}

/** Whether the registry lists its subjects. */
export function isRegistryAnswering(registryUrl: string): Promise<boolean> {
  return isFound(`${registryUrl}/subjects`)
}

/** Whether what stands at an address is given, with status 200. */
export async function isFound(url: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(url, {
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
