/** Every way in which the local stack can fail to open. */
export type LocalErrorCode =
  | 'local-environment'
  | 'local-java-missing'
  | 'local-java-old'
  | 'local-maven-missing'
  | 'local-download-failed'
  | 'local-engine-missing'
  | 'local-image-missing'
  | 'local-start-failed'
  | 'local-port-taken'
  | 'local-arguments'

/** Why the local stack did not open; its message is one sentence for the person at the keyboard. */
export class LocalError extends Error {
  override readonly name = 'LocalError'
  readonly code: LocalErrorCode
  /** True when the same call may succeed later without anything being changed. */
  readonly retriable: boolean

  constructor(code: LocalErrorCode, message: string, options: { retriable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.code = code
    this.retriable = options.retriable ?? false
  }
}
