import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { readLetter } from './letter.ts'
import { type Mailbox, openBoxes } from './mailbox.ts'
import { openShelf, type Received } from './shelf.ts'

/** Who vouches for the simulated customers: the name of this mail server in the headers it writes. */
export const AUTHSERV = 'mx.marenthe.example'

/** The mail server of this world: of its customers, and of the operator towards the app. */
export interface PostOffice {
  readonly port: number
  /** From now on what comes for this address is kept until it is read. Mail for an address that nobody has open is only shown. */
  open(address: string): Mailbox
  /** What came last, for whomever, newest first: at most 50. */
  latest(): readonly Received[]
  /** Passes a customer's mail on to the app, as the operator's own server would. Throws when the app does not take it. */
  send(from: string, to: string, raw: string): Promise<void>
  close(): Promise<void>
}

const MOST_BYTES = 10_000_000

/** `appPort`: where the app takes mail in. */
export async function openPostOffice(appPort: number): Promise<PostOffice> {
  const [boxes, shown] = [openBoxes(), openShelf()]
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MOST_BYTES,
    closeTimeout: 200,
    onData: async (stream, session, done) => {
      // Whoever goes away in the middle of a mail has not sent it.
      const parts = await stream.toArray().catch(() => null)
      if (parts === null) return
      const letter = await readLetter(Buffer.concat(parts))
      for (const { address } of session.envelope.rcptTo) {
        boxes.put(address, letter)
        shown.put({ at: new Date(), to: address, letter })
      }
      done()
    },
  })
  server.on('error', () => {})
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()))
  const listening = server.server.address()
  const transport = createTransport({ host: '127.0.0.1', port: appPort, ignoreTLS: true })
  return {
    port: typeof listening === 'object' && listening !== null ? listening.port : 0,
    open: boxes.open,
    latest: shown.latest,
    async send(from, to, raw) {
      const vouched = `Authentication-Results: ${AUTHSERV}; dmarc=pass header.from=${from.split('@')[1] ?? ''}`
      await transport.sendMail({ envelope: { from, to: [to] }, raw: `${vouched}\r\n${raw}` })
    },
    close: () =>
      new Promise((done) => {
        transport.close()
        server.close(() => done())
      }),
  }
}
