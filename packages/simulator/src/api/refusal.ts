/** An answer that is not a page, as Mews words it. */
export type Refusal = {
  readonly status: number
  readonly message: string
  /** What exactly was wrong; real Mews says so on development systems only. */
  readonly details: string
  readonly retryAfterMs?: number
}

/** A value in place of a wanted one. */
export type Refused = { readonly refusal: Refusal }

/** The refusal of a parameter: unknown id, wrong type, out of bounds. */
export function invalid(parameter: string, details: string): Refused {
  return refuse(400, `Invalid ${parameter}`, details)
}

/** Any other refusal. */
export function refuse(status: number, message: string, details: string): Refused {
  return { refusal: { status, message, details } }
}

/** Whether the value is a refusal. */
export function isRefused(value: object): value is Refused {
  return 'refusal' in value
}
