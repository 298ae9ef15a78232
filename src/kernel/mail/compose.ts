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
}

/** A mail as it goes over the wire. Nothing in it is read from a file or fetched from an address. */
export async function compose({ from, to, subject, messageId, headers, ...rest }: Draft): Promise<Buffer> {
  // With the first mail: start time is counted.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const mail = new MailComposer({
    ...rest,
    messageId: `<${messageId}>`,
    from: plain(from),
    to: plain(to),
    subject: oneLine(subject),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)])),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return mail.compile().build()
}

const plain = ({ name, address }: Mailbox): Mailbox => ({ name: oneLine(name), address: oneLine(address) })
