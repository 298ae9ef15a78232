import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { KeyAndCertificate } from './config.ts'
import type { Reading } from './faults.ts'

/** What our SMTP listener proves itself with; null when both are absent: then it makes its own. */
export function readSmtpTls({ text, fault }: Reading): KeyAndCertificate | null {
  const [key, cert] = [text('SWITCHBOARD_SMTP_TLS_KEY'), text('SWITCHBOARD_SMTP_TLS_CERT')]
  if (key === undefined && cert === undefined) return null
  if (key === undefined || cert === undefined) {
    const [lacking, there] = key === undefined ? ['KEY', 'CERT'] : ['CERT', 'KEY']
    fault(
      `SWITCHBOARD_SMTP_TLS_${lacking}`,
      'is absent',
      `It belongs to SWITCHBOARD_SMTP_TLS_${there}: set both or none.`,
    )
    return null
  }
  try {
    const pair = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    createSecureContext(pair)
    return pair
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const right = 'Both must be files in PEM that Switchboard may read, and the key the one of the certificate.'
    fault('SWITCHBOARD_SMTP_TLS_KEY', `cannot be used with its certificate (${code})`, right)
    return null
  }
}
