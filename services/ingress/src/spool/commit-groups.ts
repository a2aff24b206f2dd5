/** Commits in groups: what comes while one is under way shares the next. */
export type GroupCommit<T> = {
  /** Settles as the commit of its group does. */
  readonly append: (item: T) => Promise<void>
  /** Runs something between two commits, never beside one. */
  readonly between: <R>(act: () => Promise<R>) => Promise<R>
}

type Waiting<T> = { readonly item: T; readonly resolve: () => void; readonly reject: (error: unknown) => void }

/** Creates the way of single items into groups. One commit runs at a time; a burst of one turn shares the first. */
export function createGroupCommit<T>(commit: (group: readonly T[]) => Promise<void>): GroupCommit<T> {
  let waiting: Waiting<T>[] = []
  let last: Promise<unknown> = Promise.resolve()

  function between<R>(act: () => Promise<R>): Promise<R> {
    const done = last.then(act)
    last = done.catch(() => undefined)
    return done
  }

  async function commitWaiting(): Promise<void> {
    const group = waiting
    waiting = []
    try {
      await commit(group.map(({ item }) => item))
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  function append(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      if (waiting.push({ item, resolve, reject }) === 1) void between(commitWaiting)
    })
  }

  return { append, between }
}
