import type { Dispatcher } from 'undici'

/**
 * Asks whether a call may still be made in the moment before its first byte is written; where it may not, the call fails
 * and nothing is written. Between being handed to undici and that moment it waits for its connection, and for a round of
 * the event loop where that was idle: time enough to be frozen in.
 */
export function askAtWrite(dispatcher: Dispatcher, mayStill: () => boolean): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    const asking: Dispatcher.DispatchHandler = {
      onRequestStart: (controller, context) => {
        if (mayStill()) handler.onRequestStart?.(controller, context)
        else controller.abort(new Error('The call was called off'))
      },
      onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
      onResponseStart: (...given) => handler.onResponseStart?.(...given),
      onResponseData: (...given) => handler.onResponseData?.(...given),
      onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
      onResponseError: (...given) => handler.onResponseError?.(...given),
    }
    return dispatch(options, asking)
  })
}
