import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came, as far as anybody is shown: never what it was. */
export interface Kept {
  at: Date
  takes: string
  test: boolean
  /** What Switchboard is told. */
  reference: string
  /** By which two of the same are known to be the same. */
  mark: string
}

/** The billing system of this world, which gets what customers give by secure forms. */
export interface Billing {
  readonly port: number
  /** Known to it and to Switchboard, made anew each time. */
  readonly secret: string
  /** Not just now: it answers 503. */
  down: boolean
  /** Newest first. */
  latest(): readonly Kept[]
  /** References of what this text says: of a transcript, a row, a line of a log. None is as it must be. */
  leaksIn(text: string): string[]
  close(): Promise<void>
}

interface Parcel {
  id: string
  test: boolean
  takes: string
  value: Record<string, unknown>
}

const MOST_BYTES = 20_000_000
const MOST_KEPT = 200

export async function openBilling(): Promise<Billing> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const kept = new Map<string, Kept & { words: string[] }>()
  const take = (raw: Buffer): { status: number; body: object } => {
    const parcel = JSON.parse(raw.toString('utf8')) as Parcel
    const known = kept.get(parcel.id)
    if (known !== undefined) return { status: 409, body: { reference: known.reference } }
    const mark = createHash('sha256').update(JSON.stringify(parcel.value)).digest('hex').slice(0, 12)
    const { takes, test } = parcel
    const reference = `BILL-${letters()}`
    kept.set(parcel.id, { at: new Date(), takes, test, reference, mark, words: test ? [] : wordsOf(parcel.value) })
    for (const id of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(id)
    return { status: 201, body: { reference } }
  }
  const server = createServer((request, response) => {
    void bodyOf(request).then((raw) => {
      const { status, body } =
        raw === null
          ? { status: 413, body: {} }
          : billing.down
            ? { status: 503, body: {} }
            : isSigned(request, raw, secret)
              ? take(raw)
              : { status: 401, body: {} }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const billing: Billing = {
    port: (server.address() as AddressInfo).port,
    secret,
    down: false,
    latest: () =>
      [...kept.values()]
        .reverse()
        .map(({ at, takes, test, reference, mark }) => ({ at, takes, test, reference, mark })),
    leaksIn(text) {
      const closed = closedUp(text)
      return [...kept.values()].flatMap(({ reference, words }) =>
        words.some((word) => closed.includes(word)) ? [reference] : [],
      )
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
  return billing
}

/** Eight letters that say nothing, not even of a number by chance. */
const letters = (): string => [...randomBytes(8)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')

const closedUp = (text: string): string => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
const SHORTEST = 8
/** Whatever of it is long enough to be known again anywhere. */
const wordsOf = (value: Record<string, unknown>): string[] =>
  Object.values(value)
    .flatMap((part) => (typeof part === 'string' ? [closedUp(part)] : []))
    .filter(({ length }) => length >= SHORTEST)

/** Standard Webhooks, made here by our own hands. */
function isSigned({ headers }: IncomingMessage, raw: Buffer, secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const hmac = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`).update(raw)
  const [own, given] = [Buffer.from(`v1,${hmac.digest('base64')}`), Buffer.from(String(headers['webhook-signature']))]
  return own.length === given.length && timingSafeEqual(own, given)
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    bytes += part.length
    if (bytes <= MOST_BYTES) parts.push(part)
  }
  return bytes > MOST_BYTES ? null : Buffer.concat(parts)
}
