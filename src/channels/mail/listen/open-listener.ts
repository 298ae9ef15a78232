import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { system } from '#kernel/access'
import { retrying } from '#kernel/db'
import type { App, Lifecycle } from '#kernel/registry'
import { hashKey } from '../../ingest/hash-key.ts'
import { keepDelivery } from '../../ingest/keep-delivery.ts'
import { tellVerdict } from '../read/verdict-of.ts'
import { type Ask, askWith, verifyMail } from '../trust/verify.ts'
import { findMailbox, type Mailbox } from './find-mailbox.ts'
import { ownCertificate } from './own-certificate.ts'
import { Room } from './room.ts'
import { takeStream } from './take-stream.ts'

const MOST_BYTES = 30_000_000
/** Of all mails that are coming in at this moment. */
const ROOM_BYTES = 200_000_000
const MOST_CLIENTS = 200
const MOST_RECIPIENTS = 50

const ports = new WeakMap<App, number>()
/** Where mail is taken in; null when it is not. */
export const mailPort = (app: App): number | null => ports.get(app) ?? null

/** Takes mail in for the connected mailboxes and for nobody else. 250 after DATA means: on disk. */
export function mailListener(app: App): Lifecycle {
  const { smtpPort, host } = app.config
  if (smtpPort === null) return {}
  let server: SMTPServer | null = null
  return {
    start: async () => {
      server = await serverFor(app)
      ports.set(app, await listening(server, smtpPort, host))
    },
    stop: () => new Promise((done) => (server === null ? done() : server.close(() => done()))),
  }
}

async function serverFor(app: App): Promise<SMTPServer> {
  const parts: Parts = {
    app,
    ask: askWith(app.config.dnsServers),
    room: new Room(ROOM_BYTES),
    mailboxes: new WeakMap(),
  }
  const { SMTPServer: Server } = await import('smtp-server')
  const server = new Server({
    name: 'switchboard',
    banner: 'Switchboard',
    // Whoever asks for an unreadable line gets one; many mail servers do, and none insists on a name.
    ...(app.config.smtpTls ?? ownCertificate('switchboard', app.clock.now())),
    disabledCommands: ['AUTH'],
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    size: MOST_BYTES,
    maxClients: MOST_CLIENTS,
    maxRecipients: MOST_RECIPIENTS,
    maxAllowedUnauthenticatedCommands: false,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    onRcptTo: (recipient, session, done) => void answer(acceptRecipient(parts, recipient.address, session), done),
    onData: (stream, session, done) => void answer(takeMail(parts, stream, session), done),
  })
  // Of one connection: it ends, the others go on.
  server.on('error', (error) => app.log.debug('a mail connection failed', { error }))
  return server
}

/** The port it got. */
const listening = (server: SMTPServer, port: number, host: string): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      const address = server.server.address()
      done(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

interface Parts {
  app: App
  ask: Ask
  room: Room
  /** Of the recipients accepted in each session, by address. */
  mailboxes: WeakMap<SMTPServerSession, Map<string, Mailbox>>
}

/** What a sending server is told: whether to come again, and nothing about us. */
class Refusal extends Error {
  readonly responseCode: number
  constructor(code: number, message: string) {
    super(message)
    this.responseCode = code
  }
}
const later = () => new Refusal(451, '4.3.0 Not now; nothing was kept. Please try again later')

async function answer(work: Promise<void>, done: (error?: Error | null) => void): Promise<void> {
  try {
    await work
    done()
  } catch (error) {
    done(error instanceof Refusal ? error : later())
  }
}

async function acceptRecipient({ app, mailboxes }: Parts, address: string, session: SMTPServerSession): Promise<void> {
  const found = await findMailbox(app.context(system), address)
  if (found === null) throw new Refusal(550, '5.1.1 No such mailbox here')
  const accepted = mailboxes.get(session) ?? new Map<string, Mailbox>()
  mailboxes.set(session, accepted.set(address, found))
}

async function takeMail(parts: Parts, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const came = await takeStream(stream, MOST_BYTES, parts.room)
  if (came === 'too-large' || stream.sizeExceeded) throw new Refusal(552, '5.3.4 The mail is larger than 30 MB')
  if (came === 'no-room') throw new Refusal(452, '4.3.1 Too much is coming in at this moment. Please try again later')
  const { mailFrom, rcptTo } = session.envelope
  const sender = mailFrom === false ? '' : mailFrom.address
  const envelope = { ip: session.remoteAddress, helo: session.hostNameAppearsAs || '', mailFrom: sender }
  let verdict: string | null = null
  for (const { address } of rcptTo) {
    const mailbox = parts.mailboxes.get(session)?.get(address)
    if (mailbox === undefined) throw later()
    const believed =
      mailbox.settings.authservId !== undefined && mailbox.settings.relays?.includes(envelope.ip) === true
    if (!believed) verdict ??= tellVerdict(await verifyMail(came.bytes, envelope, parts.ask))
    const headers = {
      'remote-address': envelope.ip,
      helo: envelope.helo.slice(0, 255),
      'mail-from': sender.slice(0, 320),
      'rcpt-to': address.slice(0, 320),
      ...(believed || verdict === null ? {} : { verdict }),
    }
    await keep(parts.app, mailbox, came.bytes, headers)
  }
}

const keep = (app: App, { account }: Mailbox, body: Buffer, headers: Record<string, string>): Promise<unknown> =>
  retrying(() => keepDelivery(app.context(system), account, hashKey(body), { method: 'SMTP', path: '', headers, body }))
