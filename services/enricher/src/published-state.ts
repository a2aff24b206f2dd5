/** What is remembered of an entity's record that was published last. */
export type PublishedState = {
  /** Its `changed_at`, epoch milliseconds. */
  readonly changedAt: number
  /** Of its content, 64 bits. */
  readonly contentHash: bigint
  /** Its `fetched_at`, epoch milliseconds. */
  readonly fetchedAt: number
}
