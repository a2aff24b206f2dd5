import { LocalError } from './errors.ts'
import type { LocalLog } from './stack.ts'

const attempts = 3

/** Opens something on free ports, and again on others where somebody else was faster to take one: three times at most. */
export async function retryPorts<T>(open: () => Promise<T>, log: LocalLog): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await open()
    } catch (error) {
      const isPortTaken = error instanceof LocalError && error.code === 'local-port-taken'
      if (!isPortTaken || attempt === attempts) throw error
      log.info(`${error.message} Starting again on other ports`)
    }
  }
}
