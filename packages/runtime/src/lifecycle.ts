/** Something running, and the way to end it. Users are given only `value`. */
export type Opened<T> = { readonly value: T; readonly close: () => Promise<void> }

/** What {@link createCloser} gives: `keep` while opening, `closeAll` at the end. */
export type Closer = {
  /** Remembers how to close the part, and gives its value. */
  keep<T>(opened: Opened<T>): T
  /**
   * Closes what was kept, last opened first, each part even if another fails. A second call closes nothing again.
   *
   * @throws AggregateError with every failure, after all were tried.
   */
  closeAll(): Promise<void>
}

/** Collects what a service opened, to close it in reverse order, each part even if another fails. */
export function createCloser(): Closer {
  const closers: Array<() => Promise<void>> = []
  return {
    keep({ value, close }) {
      closers.push(close)
      return value
    },
    async closeAll() {
      const failures: unknown[] = []
      for (const close of closers.splice(0).reverse()) {
        try {
          await close()
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Some parts did not close')
    },
  }
}
