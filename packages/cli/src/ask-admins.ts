import { lookup } from 'node:dns/promises'
import { type AdminAnswer, askAdmin } from './ask-admin.ts'

/** A name and a port alone: an address with a path or for TLS is asked as it is, and so is one of a host by number. */
const nameAndPort = /^([a-z0-9][a-z0-9.-]*):(\d+)$/i
const lookupMs = 3_000

/**
 * Asks services for their readiness and metrics; of a name that several hosts share, such as one scaled by compose, all.
 * Never rejects: that one does not answer is an answer too.
 */
export async function askAdmins(addresses: readonly string[], stopping: AbortSignal): Promise<readonly AdminAnswer[]> {
  const each = await Promise.all(addresses.map(toHosts))
  return Promise.all(each.flat().map((address) => askAdmin(address, stopping)))
}

/** The addresses of all hosts of a name; itself where there is but one, or none is found: that is told when it is asked. */
async function toHosts(address: string): Promise<readonly string[]> {
  const [, name, port] = nameAndPort.exec(address) ?? []
  if (name === undefined) return [address]
  const late = new Promise<never[]>((resolve) => setTimeout(() => resolve([]), lookupMs).unref())
  const hosts = await Promise.race([lookup(name, { all: true, family: 4 }).catch(() => []), late])
  return hosts.length < 2 ? [address] : hosts.map(({ address: host }) => `${host}:${port}`)
}
