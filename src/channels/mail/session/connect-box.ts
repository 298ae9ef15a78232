import type { ImapFlow } from 'imapflow'
import { Problem } from '#kernel/errors'
import type { Reach } from '../../port/adapter.ts'
import type { MailSettings } from '../settings.ts'

type Place = NonNullable<MailSettings['imap']>

/** An open mailbox, read only: nothing is marked, moved or deleted there. */
export interface Box {
  readonly client: ImapFlow
  readonly name: string
  readonly validity: string
  readonly modSeq: string | null
  /** Resolves when something comes after this call; rejects when the connection breaks. */
  came(): Promise<void>
  idleUntil(came: Promise<void>, atMostMs: number): Promise<void>
  close(): void
}

export async function connectBox(place: Place, password: string, reach: Reach): Promise<Box> {
  const { host, port, security, user, mailbox = 'INBOX' } = place
  const address = await reach.addressOf(host, port)
  if (address === null) throw new Problem('unprocessable', 'The address of the IMAP server is private and not listed.')
  // With the first mailbox: most operators have none, and it takes long to load.
  const { ImapFlow: Client } = await import('imapflow')
  const client = new Client({
    host: address,
    port,
    servername: host,
    secure: security === 'tls',
    doSTARTTLS: security === 'tls' ? undefined : security === 'starttls',
    auth: { user, pass: password },
    disableAutoIdle: true,
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 300_000,
  })
  const broken = Promise.withResolvers<never>()
  broken.promise.catch(() => undefined)
  client.on('error', (error: Error) => broken.reject(error))
  client.on('close', () => broken.reject(new Error('the IMAP connection ended')))
  reach.signal.addEventListener('abort', () => client.close(), { once: true })
  await Promise.race([client.connect(), broken.promise])
  const opened = await client.mailboxOpen(mailbox, { readOnly: true })
  return {
    client,
    name: mailbox,
    validity: String(opened.uidValidity),
    modSeq: opened.highestModseq === undefined ? null : String(opened.highestModseq),
    came: () => {
      const came = Promise.withResolvers<void>()
      client.once('exists', () => came.resolve())
      const either = Promise.race([came.promise, broken.promise])
      // It may break while nobody waits yet: whoever reads then learns of it by what they read.
      either.catch(() => undefined)
      return either
    },
    idleUntil: async (came, atMostMs) => {
      came.catch(() => undefined)
      void client.idle().catch(() => undefined)
      const timer = Promise.withResolvers<void>()
      const timeout = setTimeout(timer.resolve, atMostMs)
      await Promise.race([came, timer.promise, broken.promise]).finally(() => clearTimeout(timeout))
    },
    close: () => client.close(),
  }
}
