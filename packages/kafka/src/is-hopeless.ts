/** What the broker refuses however often it is asked. */
const hopelessTypes = /_TOO_LARGE$|_AUTHORIZATION_FAILED$|^INVALID_TOPIC_EXCEPTION$|^UNSUPPORTED_/

/**
 * Whether an error will be the same at every try: the broker forbids what was asked, or the program is at fault. All else
 * may pass: a broker that is away, a coordinator that moves, a producer that was fenced.
 */
export function isHopeless(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) return true
  if ('type' in error && typeof error.type === 'string' && hopelessTypes.test(error.type)) return true
  return error.cause !== undefined && isHopeless(error.cause)
}
