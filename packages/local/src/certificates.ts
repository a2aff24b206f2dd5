import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

import { toDer, toObjectId, toSequence, toUtcTime } from './der.ts'

/** A certificate and its key (PKCS 8), both PEM. */
export type Certificate = { readonly cert: string; readonly key: string }

/** Whoever trusts its certificate (PEM) trusts those that it issues. */
export type Authority = {
  readonly cert: string
  /** Issues a certificate for 127.0.0.1 and localhost, good for servers and clients, to the common name. */
  readonly issue: (commonName: string) => Certificate
}

const ecdsaWithSha256 = toSequence(toObjectId('2a8648ce3d040302'))
const commonNameId = toObjectId('550403')
const basicConstraintsId = toObjectId('551d13')
const subjectAltNameId = toObjectId('551d11')
const isTrue = toDer(0x01, Buffer.from([0xff]))

const dayMs = 24 * 60 * 60 * 1000

/**
 * Creates an authority of our own, for a broker that speaks TLS on this machine: elliptic curve P-256, good for 30 days.
 *
 * Written here and not by openssl or keytool: neither is everywhere, and keytool takes a second for each of its steps.
 *
 * @param now - the certificates count from a day before
 */
export function createAuthority(commonName: string, now: Date): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = { name: toName(commonName), key: privateKey }
  const isAuthority = toExtension(basicConstraintsId, toSequence(isTrue), isTrue)
  return {
    cert: toCertificate({ issuer, subject: issuer.name, publicKey, extension: isAuthority, now }),
    issue: (to) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const subject = { subject: toName(to), publicKey: pair.publicKey, extension: here }
      return {
        cert: toCertificate({ issuer, ...subject, now }),
        key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}

/** DNS name and address under which the certificates are good. */
const here = toExtension(
  subjectAltNameId,
  toSequence(toDer(0x82, Buffer.from('localhost')), toDer(0x87, Buffer.from([127, 0, 0, 1]))),
)

type Issue = {
  readonly issuer: { readonly name: Buffer; readonly key: KeyObject }
  readonly subject: Buffer
  readonly publicKey: KeyObject
  readonly extension: Buffer
  readonly now: Date
}

/** An X.509 certificate, version 3 (RFC 5280, section 4.1), as PEM. */
function toCertificate({ issuer, subject, publicKey, extension, now }: Issue): string {
  const version = toDer(0xa0, toDer(0x02, Buffer.from([2])))
  // A first byte between 1 and 127 keeps it positive and as short as it is.
  const serial = toDer(0x02, Buffer.from([1]), randomBytes(15))
  const validity = toSequence(
    toUtcTime(new Date(now.getTime() - dayMs)),
    toUtcTime(new Date(now.getTime() + 30 * dayMs)),
  )
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const extensions = toDer(0xa3, toSequence(extension))
  const signed = toSequence(version, serial, ecdsaWithSha256, issuer.name, validity, subject, key, extensions)
  const signature = toDer(0x03, Buffer.from([0]), sign('sha256', signed, issuer.key))
  return toPem(toSequence(signed, ecdsaWithSha256, signature))
}

function toName(commonName: string): Buffer {
  const text = toDer(0x0c, Buffer.from(commonName))
  return toSequence(toDer(0x31, toSequence(commonNameId, text)))
}

function toExtension(id: Buffer, value: Buffer, critical: Buffer = Buffer.alloc(0)): Buffer {
  return toSequence(id, critical, toDer(0x04, value))
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
