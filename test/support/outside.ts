import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'

export interface Seen {
  path: string
  headers: IncomingHttpHeaders
  body: string
  bytes: Buffer
}
/** How the outside answers one request; `drop` takes it in and never answers. */
export type Answer = { status: number; body?: object; headers?: Record<string, string> } | 'drop'

export interface Outside extends AsyncDisposable {
  url: string
  /** `host:port`, for an account's list. */
  host: string
  seen: Seen[]
  /** Said once each, in order; afterwards 200 with an id of its own. */
  answers: Answer[]
  /** Runs when a request came whole, before it is answered. */
  whenTaken: (() => void | Promise<void>) | null
}

/** A system of the outside that takes what is sent to it and answers as told. */
export async function openOutside(): Promise<Outside> {
  const seen: Seen[] = []
  const answers: Answer[] = []
  let given = 0
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', async () => {
      const bytes = Buffer.concat(pieces)
      seen.push({ path: request.url ?? '', headers: request.headers, body: bytes.toString('utf8'), bytes })
      await outside.whenTaken?.()
      const answer = answers.shift() ?? { status: 200, body: { id: `outside-${++given}` } }
      if (answer === 'drop') return void response.destroy()
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      response.end(JSON.stringify(answer.body ?? {}))
    })
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const outside: Outside = {
    url: `http://${host}/inbox`,
    host,
    seen,
    answers,
    whenTaken: null,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return outside
}

/** Standard Webhooks, as the outside makes it: not by the code that is tested. */
export const signatureOf = (secret: string, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`

export interface Delivery {
  id: string
  secret: string
  at: Date
}
/** A signed delivery of these events, ready to be sent to a hook. */
export function signedDelivery(events: readonly object[], { id, secret, at }: Delivery) {
  const [body, seconds] = [JSON.stringify({ events }), Math.floor(at.getTime() / 1000)]
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatureOf(secret, id, seconds, body),
  }
  return { method: 'POST', headers, body }
}
