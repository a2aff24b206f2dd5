import type { Exchange } from 'kafkajs/src/broker/index.js'

/** Kafka's number, version and name of a kind of request. */
export type RequestKind = { readonly apiKey: number; readonly apiVersion: number; readonly apiName: string }

/**
 * Makes of a request that we have encoded ourselves what kafkajs sends over a connection.
 *
 * @param decode - reads the body of the answer, and the milliseconds that the broker asks us to wait
 */
export function toExchange<T extends object>(
  kind: RequestKind,
  encode: () => Buffer,
  decode: (bytes: Buffer) => T & { readonly throttleMs: number },
): Exchange<T> {
  return {
    request: {
      ...kind,
      encode: async () => {
        const buffer = encode()
        return { buf: buffer, buffer }
      },
    },
    response: {
      decode: async (bytes) => {
        const decoded = decode(bytes)
        return { ...decoded, clientSideThrottleTime: decoded.throttleMs }
      },
      parse: async (decoded) => decoded,
    },
    logResponseError: false,
  }
}
