import { Socket } from 'node:net'
import { buildConnector } from 'undici'

/**
 * Creates a way to connect that gives up after exactly `timeoutMs`, name, TCP and TLS included: undici's own timer may
 * be a second late.
 *
 * @param now - milliseconds of a monotonic clock
 */
export function connectWithin(timeoutMs: number, now = () => performance.now()): buildConnector.connector {
  const connect = buildConnector({ timeout: 0 })
  return (options, callback) => {
    const latestAt = now() + timeoutMs
    let isOver = false
    const giveUp = () => {
      isOver = true
      clearTimeout(timer)
      // It would go on trying for minutes.
      if (opened instanceof Socket) opened.destroy()
      callback(Object.assign(new Error('No connection in time'), { code: 'ETIMEDOUT' }), null)
    }
    const timer = setTimeout(giveUp, timeoutMs)
    const opened: unknown = connect(options, (error, socket) => {
      if (isOver) return
      // A process that was frozen hears of its connection before its timer: the call would go out as late as it thawed.
      if (error === null && now() > latestAt) return giveUp()
      isOver = true
      clearTimeout(timer)
      if (error === null) callback(null, socket)
      else callback(error, null)
    })
  }
}
