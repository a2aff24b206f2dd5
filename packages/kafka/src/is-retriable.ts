/** Whether kafkajs, or we, say of an error that the same may be answered later. */
export function isRetriable(error: unknown): boolean {
  return error instanceof Error && 'retriable' in error && error.retriable === true
}
