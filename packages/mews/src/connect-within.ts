import { Socket } from 'node:net'
import { buildConnector } from 'undici'

/** The code of the error when it was we who came late: too busy, or frozen. It says nothing about the host. */
export const lateCode = 'ELATE'

/** Milliseconds by which a timer may be late without that. */
const slackMs = 100

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
    const giveUp = (code: 'ETIMEDOUT' | typeof lateCode) => {
      isOver = true
      clearTimeout(timer)
      // It would go on trying for minutes.
      if (opened instanceof Socket) opened.destroy()
      callback(Object.assign(new Error('No connection in time'), { code }), null)
    }
    const look = () => {
      if (!isOver) giveUp(now() > latestAt + slackMs ? lateCode : 'ETIMEDOUT')
    }
    // Timers come before sockets in a round of the event loop: what has happened meanwhile is to be heard of first.
    const timer = setTimeout(() => setImmediate(look), timeoutMs)
    const opened: unknown = connect(options, (error, socket) => {
      if (isOver) return
      // A process that was frozen hears of its connection before its timer: the call would go out as late as it thawed.
      if (error === null && now() > latestAt) return giveUp(lateCode)
      isOver = true
      clearTimeout(timer)
      if (error === null) callback(null, socket)
      else callback(error, null)
    })
  }
}
