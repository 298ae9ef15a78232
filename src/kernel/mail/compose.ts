import { oneLine } from './one-line.ts'

interface Mailbox {
  name: string
  address: string
}
export interface Draft {
  /** Without its brackets. */
  messageId: string
  date: Date
  from: Mailbox
  to: Mailbox
  subject: string
  text: string
  html: string
  headers: Readonly<Record<string, string>>
  replyTo?: Mailbox
  /** Addresses; hidden copies are the envelope's alone. */
  cc?: readonly string[]
  /** What it answers, and what went before, oldest first; without brackets. */
  inReplyTo?: string
  references?: readonly string[]
  attachments?: readonly { filename: string; contentType: string; content: Buffer }[]
}

/** A mail as it goes over the wire. Nothing in it is read from a file or fetched from an address. */
export async function compose(draft: Draft): Promise<Buffer> {
  const { from, to, replyTo, cc = [], subject, messageId, inReplyTo, references = [], headers } = draft
  // With the first mail: start time is counted.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const mail = new MailComposer({
    date: draft.date,
    text: draft.text,
    html: draft.html,
    messageId: bracketed(messageId),
    from: plain(from),
    to: plain(to),
    ...(replyTo && { replyTo: plain(replyTo) }),
    cc: cc.map(oneLine),
    subject: oneLine(subject),
    ...(inReplyTo !== undefined && { inReplyTo: bracketed(inReplyTo) }),
    references: references.map(bracketed),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)])),
    attachments: [...(draft.attachments ?? [])],
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return mail.compile().build()
}

const bracketed = (id: string): string => `<${oneLine(id)}>`
const plain = ({ name, address }: Mailbox): Mailbox => ({ name: oneLine(name), address: oneLine(address) })
