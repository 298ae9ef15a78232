import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { type Letter, readLetter } from './letter.ts'

/** Who vouches for the simulated customers: the name of this mail server in the headers it writes. */
export const AUTHSERV = 'mx.marenthe.example'

/** The mail server of this world: of its customers, and of the operator towards the app. */
export interface PostOffice {
  readonly port: number
  /** What came for an address and was not read yet, one at a time. */
  next(address: string): Promise<Letter>
  /** Passes a customer's mail on to the app, as the operator's own server would. Throws when the app does not take it. */
  send(from: string, to: string, raw: string): Promise<void>
  close(): Promise<void>
}

interface Box {
  letters: Letter[]
  waiting: ((letter: Letter) => void)[]
}
const MOST_BYTES = 10_000_000

/** `appPort`: where the app takes mail in. */
export async function openPostOffice(appPort: number): Promise<PostOffice> {
  const boxes = new Map<string, Box>()
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
      for (const { address } of session.envelope.rcptTo) put(boxOf(boxes, address), letter)
      done()
    },
  })
  server.on('error', () => {})
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()))
  const listening = server.server.address()
  const transport = createTransport({ host: '127.0.0.1', port: appPort, ignoreTLS: true })
  return {
    port: typeof listening === 'object' && listening !== null ? listening.port : 0,
    next(address) {
      const box = boxOf(boxes, address)
      const letter = box.letters.shift()
      return letter === undefined ? new Promise((done) => box.waiting.push(done)) : Promise.resolve(letter)
    },
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

function boxOf(boxes: Map<string, Box>, address: string): Box {
  const key = address.toLowerCase()
  const box = boxes.get(key) ?? { letters: [], waiting: [] }
  boxes.set(key, box)
  return box
}

function put({ letters, waiting }: Box, letter: Letter): void {
  const reader = waiting.shift()
  if (reader === undefined) letters.push(letter)
  else reader(letter)
}
