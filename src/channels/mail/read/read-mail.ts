import type { MailUnderstood } from '../understand/mail-understood.ts'
import { newReader, type Reader } from './reader.ts'

interface Waiting {
  bytes: Uint8Array
  files: boolean
  done(read: MailUnderstood | null): void
}

/** Two, so that a mail that takes its whole time leaves a thread to the other mailboxes. */
const free: Reader[] = [newReader(), newReader()]
/** In the order in which mailboxes get their turn. */
const waiting = new Map<string, Waiting[]>()
const busy = new Set<string>()

/**
 * What a mail says, read beside the main thread; null when it took too long or killed its reader.
 * A mailbox has one mail read at a time and then goes to the end of the line.
 */
export function readMail(mailbox: string, bytes: Uint8Array, files = false): Promise<MailUnderstood | null> {
  return new Promise((done) => {
    const line = waiting.get(mailbox)
    if (line === undefined) waiting.set(mailbox, [{ bytes, files, done }])
    else line.push({ bytes, files, done })
    next()
  })
}

function next(): void {
  const mailbox = [...waiting.keys()].find((one) => !busy.has(one))
  const reader = mailbox === undefined ? undefined : free.pop()
  if (mailbox === undefined || reader === undefined) return
  const line = waiting.get(mailbox) ?? []
  const mail = line.shift()
  waiting.delete(mailbox)
  if (line.length > 0) waiting.set(mailbox, line)
  if (mail === undefined) return void free.push(reader)
  busy.add(mailbox)
  // A copy: the bytes may be a small window on a large buffer, all of which would be sent.
  void reader.ask({ bytes: new Uint8Array(mail.bytes), files: mail.files }).then((read) => {
    busy.delete(mailbox)
    free.push(reader)
    mail.done(read)
    next()
  })
}
