import { newId } from '#kernel/ids'
import { post } from '../../../support/post-office.ts'
import { acknowledge, type Entry, type Ledger, textOf } from '../ledger.ts'
import { untilTaken } from '../patience.ts'
import { steadily, type Writers } from './steadily.ts'

export interface MailDoor {
  port: number
  /** The mailbox they write to. */
  to: string
}

/** Customers who write mails, each in a thread of their own; their server comes again until it is told 250, and only then sends the next. */
export function startMailers(
  door: MailDoor,
  ledger: Ledger,
  { count, everyMs }: { count: number; everyMs: number },
): Writers {
  return steadily(
    Array.from({ length: count }, () => {
      const thread = newId()
      return { everyMs, act: () => mail(door, ledger.next(thread)) }
    }),
  )
}

/** One mail until it is acknowledged; throws when it is refused for good. */
export async function mail(door: MailDoor, entry: Entry, raw = rawMail(door, entry)): Promise<void> {
  const envelope = { from: senderOf(entry.conversation), to: [door.to] }
  await untilTaken(async () => {
    const { code } = await post(door.port, { envelope, raw })
    if (code >= 500) throw new Error(`mail number ${entry.n} was refused: ${code}`)
    return code === 250
  })
  acknowledge(entry)
}

/** Each thread has a sender and a domain of its own: no limit for a receiving domain stands between it and its answers. */
const senderOf = (thread: string): string => `ines@d${thread.slice(-12)}.example`

/** The bytes, the same each time it is tried. */
export function rawMail({ to }: MailDoor, entry: Entry): Buffer {
  const from = senderOf(entry.conversation)
  const lines = [
    `From: Ines <${from}>`,
    `To: ${to}`,
    `Subject: Thread ${entry.conversation}`,
    `Message-ID: <${entry.n}.${entry.conversation}@mail.example>`,
    `References: <root.${entry.conversation}@mail.example>`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Authentication-Results: mx.lumo.example; dmarc=pass header.from=${from.split('@')[1]}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    textOf(entry),
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}
