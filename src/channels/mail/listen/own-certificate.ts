import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyAndCertificate } from '#kernel/config'

const YEARS = 10
const COMMON_NAME = '550403'
const ECDSA_WITH_SHA256 = '2a8648ce3d040302'

/**
 * A certificate that vouches for nobody, for lines that are only to be unreadable on their way: servers that pass mail on take any (RFC 7435).
 * Whoever wants to be known by name sets a real one. Written here because Node makes keys and no certificates.
 */
export function ownCertificate(name: string, now: Date): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid(ECDSA_WITH_SHA256))
  const who = sequence(der(0x31, sequence(oid(COMMON_NAME), der(0x0c, Buffer.from(name)))))
  const until = new Date(now)
  until.setUTCFullYear(until.getUTCFullYear() + YEARS)
  const facts = sequence(
    serialNumber(),
    algorithm,
    who,
    sequence(time(now), time(until)),
    who,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = der(0x03, Buffer.concat([Buffer.of(0), sign('sha256', facts, privateKey)]))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(sequence(facts, algorithm, signature)),
  }
}

/** One element of DER: tag, length, content. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  if (length < 128) return Buffer.concat([Buffer.of(tag, length), content])
  const size = length < 256 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff)
  return Buffer.concat([Buffer.of(tag), size, content])
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts))
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
/** Positive, and never zero. */
const serialNumber = (): Buffer => der(0x02, Buffer.concat([Buffer.of(0x01), randomBytes(15)]))
/** Years before 2050 are told by two digits (RFC 5280), later ones by four. */
function time(at: Date): Buffer {
  const digits = `${at.toISOString().replace(/[-:T]|\.\d+Z$/g, '')}Z`
  return at.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits))
}
const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
