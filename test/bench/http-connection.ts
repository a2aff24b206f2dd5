import { connect, type Socket } from 'node:net'

/** A kept-alive HTTP connection for one request at a time: the least that posts a body and reads a status. */
export type HttpConnection = {
  /** Posts; `onStatus` is told the status, or 0 where the connection broke or could not be had. */
  readonly post: (body: Buffer, onStatus: (status: number) => void) => void
  readonly close: () => void
}

/** Opens at the first post, and again at the next one after it broke. */
export function createHttpConnection(port: number, path: string): HttpConnection {
  let socket: Socket | undefined
  let pending: ((status: number) => void) | undefined
  let received = ''

  const settle = (status: number) => {
    const told = pending
    pending = undefined
    received = ''
    told?.(status)
  }
  const open = (): Socket => {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true })
    opened.on('data', (bytes) => {
      received += bytes.toString('latin1')
      const end = received.indexOf('\r\n\r\n')
      if (end === -1) return
      const head = received.slice(0, end).toLowerCase()
      const length = Number(/content-length: *(\d+)/.exec(head)?.[1] ?? 0)
      if (received.length < end + 4 + length) return
      const status = Number(head.slice(9, 12))
      if (head.includes('connection: close')) drop(opened)
      settle(status)
    })
    opened.on('error', () => {})
    opened.on('close', () => {
      if (socket === opened) drop(opened)
      settle(0)
    })
    return opened
  }
  const drop = (opened: Socket) => {
    if (socket === opened) socket = undefined
    opened.removeAllListeners('close')
    opened.destroy()
  }

  return {
    post: (body, onStatus) => {
      pending = onStatus
      socket ??= open()
      socket.cork()
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
        'latin1',
      )
      socket.write(body)
      socket.uncork()
    },
    close: () => {
      if (socket) drop(socket)
    },
  }
}
