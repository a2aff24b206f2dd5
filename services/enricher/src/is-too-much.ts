import type { FailedAnswer } from './api.ts'

/** Whether fewer ids at once may be answered: Mews has no time for so many, or the answer is more than we read. */
export function isTooMuch(answer: FailedAnswer): boolean {
  return answer.kind === 'refused' ? answer.status === 408 || answer.status === 413 : answer.cause === 'too-large'
}
