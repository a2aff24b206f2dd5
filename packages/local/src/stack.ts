/** Something running, and the way to end it. Users are given only `value`. */
export type Opened<T> = { readonly value: T; readonly close: () => Promise<void> }

/** Where the stack tells what it is doing; a pino logger fits. */
export type LocalLog = { readonly info: (text: string) => void; readonly error: (text: string) => void }

/** One of our two servers, for tests that take it away and bring it back on the same port and data. */
export type LocalProcess = {
  /** The process id of the server itself; undefined while it is not running. */
  readonly pid: () => number | undefined
  /** Starts it again and resolves once it answers; does nothing while it runs. Throws `LocalError` after 120 s. */
  readonly start: () => Promise<void>
  /** Ends it cleanly (SIGTERM; SIGKILL after 4 s) and resolves once it is gone; does nothing while it is not running. */
  readonly stop: () => Promise<void>
  /**
   * Sends a signal, SIGCONT too; after SIGKILL or SIGTERM it resolves once the process is gone, after SIGSTOP once it
   * answers nobody.
   */
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
}

/** A broker and a schema registry to work against. */
export type LocalStack = {
  /** Comma list of `host:port`. */
  readonly brokers: string
  /** Base of the Confluent-compatible API, without a slash at its end. */
  readonly registryUrl: string
  readonly provider: 'maven' | 'docker' | 'external'
  /** The broker's process; absent where it is not ours to stop. */
  readonly broker?: LocalProcess
  /** The registry's process; absent where it is not ours to stop. Its schemas and their ids survive a restart. */
  readonly registry?: LocalProcess
}

/** What a provider is given. */
export type ProviderOptions = {
  readonly log: LocalLog
  /** Keeps topics and schemas here across runs; without it a temporary folder is used and removed at close. */
  readonly dataDir: string | undefined
  readonly env: NodeJS.ProcessEnv
}

/** One way of getting a stack. */
export type LocalProvider = (options: ProviderOptions) => Promise<Opened<LocalStack>>
