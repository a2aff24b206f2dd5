import { lookup } from 'node:dns/promises'
import { type AdminAnswer, askAdmin } from './ask-admin.ts'

/** Asks services for their readiness and metrics; of a name that several hosts share, such as one scaled by compose, all. */
export async function askAdmins(addresses: readonly string[], stopping: AbortSignal): Promise<readonly AdminAnswer[]> {
  const each = await Promise.all(addresses.map(toHosts))
  return Promise.all(each.flat().map((address) => askAdmin(address, stopping)))
}

/** The addresses of all hosts of a name; itself where there is but one, or none is found: that is told when it is asked. */
async function toHosts(address: string): Promise<readonly string[]> {
  const { protocol, hostname, port } = new URL(address.includes('://') ? address : `http://${address}`)
  const hosts = await lookup(hostname, { all: true, family: 4 }).catch(() => [])
  return hosts.length < 2 ? [address] : hosts.map(({ address: host }) => `${protocol}//${host}:${port}`)
}
