import type { ISocketFactory } from 'kafkajs'
import createSocketFactory from 'kafkajs/src/network/socketFactory.js'

/**
 * Creates what opens sockets for kafkajs, as its own does, but they take `unref` to heart once only.
 *
 * kafkajs calls it whenever it closes a connection, one that it has closed before too, and while a broker is away it closes
 * the same one at every try. A socket that is gone keeps a listener for each call, for a connection that never comes
 * (kafkajs 2.2.4, network/connection.js).
 */
export function createOpenSocket(): ISocketFactory {
  const open = createSocketFactory()
  return (options) => {
    const socket = open(options)
    const unref = socket.unref.bind(socket)
    let isUnreffed = false
    socket.unref = () => {
      if (!isUnreffed) unref()
      isUnreffed = true
      return socket
    }
    return socket
  }
}
