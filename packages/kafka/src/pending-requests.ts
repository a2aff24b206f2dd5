import RequestQueue from 'kafkajs/src/network/requestQueue/index.js'

/** Milliseconds between looks at requests that wait for their turn; they are sent sooner when an answer comes. */
const lookMs = 10

/**
 * Has every kafkajs connection of this process look at waiting requests only while there are any.
 *
 * As it is, each looks a thousand times a second for as long as it is open: the time of its next look is counted from a
 * throttling that never was, so it has always passed (kafkajs 2.2.4, network/requestQueue/index.js).
 */
export function mendQueues(): void {
  RequestQueue.prototype.scheduleCheckPendingRequests = function () {
    if (this.throttleCheckTimeoutId || this.pending.length === 0) return
    const throttledMs = this.throttledUntil - Date.now()
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null
        this.checkPendingRequests()
      },
      throttledMs > 0 ? throttledMs : lookMs,
    )
  }
}
