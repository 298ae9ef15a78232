import { createTransport, type SendMailOptions } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { type MailUnderstood, understandMail } from '#channels'

export interface Posted {
  from: string
  to: string[]
  raw: string
  read: MailUnderstood
}
/** How the server answers one mail: a status at a command; `drop` takes the whole mail in and hangs up without a word. */
export type Answer = { at: 'MAIL' | 'RCPT' | 'DATA'; code: number; says: string } | 'drop'

export interface PostOffice extends AsyncDisposable {
  /** `127.0.0.1:port`, for an account's list. */
  host: string
  port: number
  /** What was taken, in order. */
  seen: Posted[]
  /** How many mails came whole, taken or not. */
  came: number
  /** Said once each, in order; afterwards everything is taken. */
  answers: Answer[]
  /** Runs when a mail came whole, before it is answered. */
  whenTaken: (() => void | Promise<void>) | null
}

/** A mail server of the outside that takes what is sent to it and answers as told. */
export async function openPostOffice(): Promise<PostOffice> {
  const office = { seen: [] as Posted[], answers: [] as Answer[], came: 0, whenTaken: null as PostOffice['whenTaken'] }
  const refusalAt = (at: string): Error | null => {
    const [next] = office.answers
    if (next === undefined || next === 'drop' || next.at !== at) return null
    office.answers.shift()
    return Object.assign(new Error(next.says), { responseCode: next.code })
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onMailFrom: (_address, _session, done) => done(refusalAt('MAIL')),
    onRcptTo: (_address, _session, done) => done(refusalAt('RCPT')),
    onData: async (stream, session, done) => {
      // Whoever goes away in the middle of a mail has not sent it.
      const parts = await stream.toArray().catch(() => null)
      if (parts === null) return
      const raw = Buffer.concat(parts)
      office.came += 1
      await office.whenTaken?.()
      if (office.answers[0] === 'drop') {
        office.answers.shift()
        for (const connection of server.connections) connection.close()
        return
      }
      const refusal = refusalAt('DATA')
      if (refusal !== null) return done(refusal)
      const { mailFrom, rcptTo } = session.envelope
      const from = mailFrom === false ? '' : mailFrom.address
      const to = rcptTo.map(({ address }) => address)
      office.seen.push({ from, to, raw: raw.toString('utf8'), read: understandMail(raw) })
      done()
    },
  })
  server.on('error', () => {})
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return Object.assign(office, {
    host: `127.0.0.1:${port}`,
    port,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  })
}

/** Sends as a customer's mail program does; answers what the server said, or its refusal's code. */
export async function post(port: number, mail: SendMailOptions): Promise<{ code: number; id: string }> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    const { response, messageId } = await transport.sendMail({ disableFileAccess: true, ...mail })
    return { code: Number(response.slice(0, 3)), id: messageId.replace(/^<|>$/g, '') }
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'responseCode') : 0
    return { code: typeof code === 'number' ? code : 0, id: '' }
  } finally {
    transport.close()
  }
}
