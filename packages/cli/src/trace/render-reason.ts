/** Why an event waits, in words; what the enricher calls it where we have none. Pure. */
export function renderWaitReason(reason: string): string {
  return words[reason] ?? reason
}

const words: Readonly<Record<string, string>> = {
  absent: 'Mews did not show it; it is asked for once more',
  deferred: "its lane's budget is spent on what came before",
  unfinished: 'it was on none of the pages that were turned, and more are left',
  stale: 'Mews answered with an older state than was published',
  moved: 'it moves to the lane that serves its enterprise now',
  'handed-over': 'its enterprise or token has moved to another lane, and the owner before must have stopped',
  'unknown-enterprise': 'the directory does not know its enterprise',
  parked: 'Mews answers 401: the token, or its permission',
  halted: 'the operation is halted',
  breaker: 'most calls to Mews fail',
  refused: 'Mews refused the call',
  conflict: 'Mews answered 409',
  'upstream-5xx': 'Mews answered 5xx',
  timeout: 'Mews did not answer in time',
  connection: 'there was no connection to Mews',
  truncated: "Mews's answer was cut off",
  'not-json': "Mews's answer was no JSON",
  'too-large': "Mews's answer was too large",
}
