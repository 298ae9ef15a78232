import { createHash } from 'node:crypto'
import type { RawDelivery } from '../../port/adapter.ts'
import type { ReceivedMessage } from '../../port/inbound-event.ts'
import { firstOf } from '../understand/mime/headers.ts'
import { readWords } from '../understand/mime/words.ts'
import { readSender } from '../understand/sender/addresses.ts'
import { headersOf } from './headers-of.ts'

/** The mail as it came, for whoever has a program that can read it. */
export const WHOLE = 'whole'

/** A mail that took too long or killed its reader is a message all the same: who wrote, its subject, and itself as a file. */
export function unreadable({ body, receivedAt }: RawDelivery): ReceivedMessage {
  const ref = createHash('sha256').update(body).digest('hex')
  const headers = headersOf(body)
  const { name, address } = readSender(headers)
  const subject = readWords(firstOf(headers, 'subject') ?? '').slice(0, 500)
  return {
    type: 'message',
    key: `m:${ref}`,
    at: receivedAt.toISOString(),
    ref,
    thread: { id: ref, visibility: 'private', ...(subject === '' ? {} : { subject }) },
    from: {
      handle: address === '' ? `nobody ${ref}` : address.toLowerCase(),
      name: name === '' ? address : name,
      level: 'claimed',
    },
    content: {
      text: subject === '' ? '[message/rfc822]' : subject,
      media: [{ part: WHOLE, name: 'mail.eml.txt', mime: 'text/plain' }],
    },
    trusted: false,
  }
}
