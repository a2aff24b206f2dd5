import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import { describe, expect, it } from 'vitest'

import { createAuthority } from './certificates.ts'

describe('createAuthority', () => {
  it('issues certificates for this machine that bear its signature', () => {
    const authority = createAuthority('Authority', new Date())

    const { cert, key } = authority.issue('enricher')

    const parsed = new X509Certificate(cert)
    const issuer = new X509Certificate(authority.cert)
    expect(parsed.subject).toBe('CN=enricher')
    expect(parsed.issuer).toBe('CN=Authority')
    expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect(parsed.checkHost('localhost')).toBe('localhost')
    expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true)
    expect(parsed.verify(issuer.publicKey)).toBe(true)
    expect(parsed.checkIssued(issuer)).toBe(true)
    expect(issuer.ca).toBe(true)
  })

  it.each([
    ['is trusted by those who trust it', true],
    ['is not trusted by those who trust another of the same name', false],
  ])('%s', async (_title, isTrusted) => {
    const authority = createAuthority('Authority', new Date())
    const other = createAuthority('Authority', new Date())
    const server = createServer(authority.issue('server')).listen(0, '127.0.0.1')
    server.on('tlsClientError', () => {})
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo

    const socket = connect({ host: '127.0.0.1', port, ca: (isTrusted ? authority : other).cert })
    const outcome = await Promise.race([
      once(socket, 'secureConnect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)

    expect(outcome).toBe(isTrusted)
    socket.destroy()
    server.close()
  })
})
