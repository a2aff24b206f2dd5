import { Socket } from 'node:net'
import { buildConnector } from 'undici'

/**
 * Creates a way to connect that gives up after exactly `timeoutMs`, name, TCP and TLS included: undici's own timer may
 * be a second late.
 */
export function connectWithin(timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: 0 })
  return (options, callback) => {
    let isOver = false
    const timer = setTimeout(() => {
      isOver = true
      // It would go on trying for minutes.
      if (opened instanceof Socket) opened.destroy()
      callback(Object.assign(new Error('No connection in time'), { code: 'ETIMEDOUT' }), null)
    }, timeoutMs)
    const opened: unknown = connect(options, (error, socket) => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      if (error === null) callback(null, socket)
      else callback(error, null)
    })
  }
}
