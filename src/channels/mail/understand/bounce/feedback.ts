import type { Bounce } from '../mail-understood.ts'
import { firstOf, type Header, readHeaders } from '../mime/headers.ts'
import { messageIds } from '../mime/message-ids.ts'
import { type Leaf, splitHeader } from '../mime/split.ts'
import { decodeTransfer } from '../mime/transfer.ts'
import { addressesOf } from '../sender/addresses.ts'

/** A complaint (RFC 5965): somebody pressed “this is spam”. Null when it is none. */
export function readFeedback(headers: readonly Header[], contentType: string, leaves: readonly Leaf[]): Bounce | null {
  const part = leaves.find(({ type }) => type === 'message/feedback-report')
  const returned = leaves.find(({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers')
  const original = returned === undefined ? [] : readHeaders(splitHeader(bytesOf(returned)).header)
  // Hotmail wrote who complained into the mail that it sent back.
  const older = firstOf([...headers, ...original], 'x-hmxmroriginalrecipient')
  if (part === undefined && older === undefined && !/report-type="?feedback-report/.test(contentType)) return null
  const fields = part === undefined ? [] : readHeaders(bytesOf(part))
  const named = addressesOf(fields, 'original-rcpt-to')[0] ?? addressesOf(original, 'to')[0]
  const id = messageIds(firstOf(original, 'message-id'))[0] ?? null
  return { recipient: older ?? named?.address ?? '', dsn: '', reason: 'feedback', hard: false, original: id }
}

const bytesOf = (leaf: Leaf): Uint8Array => decodeTransfer(leaf.raw, firstOf(leaf.headers, 'content-transfer-encoding'))
