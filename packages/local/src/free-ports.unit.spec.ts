import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'

import { findFreePorts } from './free-ports.ts'

describe('findFreePorts', () => {
  it('gives each use a port of its own that can be listened on', async () => {
    const ports = Object.values(await findFreePorts('broker', 'controller', 'http', 'management'))
    const servers = ports.map(() => createServer())

    await Promise.all(
      servers.map((server, i) => new Promise<void>((resolve) => server.listen(ports[i], '127.0.0.1', () => resolve()))),
    )

    expect(new Set(ports).size).toBe(4)
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  })

  it('gives no port twice, though nobody listens on the first one yet', async () => {
    const ports: number[] = []
    for (let nth = 0; nth < 300; nth += 1) ports.push((await findFreePorts('one')).one)

    expect(new Set(ports).size).toBe(ports.length)
  })

  it('stays below the ports that a system gives to outgoing connections', async () => {
    const { one } = await findFreePorts('one')

    expect(one).toBeGreaterThanOrEqual(20_000)
    expect(one).toBeLessThan(32_000)
  })
})
