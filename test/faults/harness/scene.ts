import { rmSync } from 'node:fs'
import { runningEmbedded } from '#kernel/db'
import { newId } from '#kernel/ids'
import { brandValues } from '../../support/people.ts'
import { scratchData, serverPid } from '../../support/scratch-data.ts'
import { type Watch, watchAlarms } from './alarms/watch.ts'
import type { Env } from './app-process.ts'
import { type Books, openBooks } from './books.ts'
import { type Cell, openCell, until } from './cell.ts'
import { type Ledger, openLedger, type Verdict } from './ledger.ts'
import { type Line, openLine, placeOf } from './line.ts'
import { openPeers, type Peers } from './peers.ts'
import { isLarge, paceOf } from './sizes.ts'
import { type OutVerdict, verdictIn, verdictOut } from './verdicts.ts'
import { openViewers, type Seen, type Viewers } from './viewers.ts'
import { type Quiet, startAdvisors } from './writers/advisors.ts'
import { type Customer, startCustomers } from './writers/customers.ts'
import { type MailDoor, mail, startMailers } from './writers/mailers.ts'
import { deliver, type Hook, SECRET, startDeliveries } from './writers/outside.ts'

/** An operator at work: its customers, its advisors and who takes their answers; and the app in processes that may be killed. */
export interface Scene extends AsyncDisposable {
  readonly cell: Cell
  readonly url: string
  readonly dataDir: string
  readonly keys: readonly string[]
  readonly books: Books
  readonly peers: Peers
  /** What leads viewers to the app. */
  readonly line: Line
  /** The mailbox and the hook of the brand that the steady ones write to. */
  readonly door: MailDoor
  readonly hook: Hook
  /** Asks the API as an administrator; throws when it refuses. */
  ask<T>(path: string, body?: object, method?: string): Promise<T>
  /** A brand of this name with a hook. */
  openBrand(slug: string): Promise<{ brand: string; hook: Hook }>
  /** Lets everybody work; `work` is the fault. Answers what became of all that was acknowledged. */
  under(work: (at: Under) => Promise<void>): Promise<Outcome>
}
export interface Under {
  readonly chats: readonly Customer[]
  readonly viewers: Viewers
  readonly incoming: Ledger
  readonly outgoing: Ledger
}
export interface Outcome {
  incoming: Verdict
  outgoing: OutVerdict
  streams: Seen
  /** Messages whose number is not the next one in their conversation. */
  gaps: number
  /** From the end of the fault until everything was read, taken in and sent; null when that took too long. */
  drainedMs: number | null
  ledger: Ledger
  alarms: Watch
}
export interface SceneOptions {
  /** The app's database; its own embedded one when not said. */
  databaseUrl?: string
  /** The same for our own questions, when the app's way to it is what breaks. */
  booksUrl?: () => string
  nodes?: number
  env?: Env
  /** Where each node's release lies; this checkout when not said. */
  trees?: readonly string[]
  viewers?: number
}

const QUIET = 6
const LOOK_WITHIN_MS = 120_000
const LOOK_EVERY_MS = 250
const VIEWERS = 50
/** A caller may have 12 streams, and those that broke may not be known to have. */
const STREAMS_EACH = 5

async function makeKeys(cell: Cell, viewers: number): Promise<string[]> {
  const keys: string[] = []
  for (let n = 0; n * STREAMS_EACH < viewers; n++) keys.push(await cell.key(`faults ${n}`))
  return keys
}

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const dataDir = await scratchData()
  const { databaseUrl, nodes = 1 } = options
  const own: Env = { SWITCHBOARD_DATA: dataDir, SWITCHBOARD_BLOBS: `${dataDir}/files` }
  const secret = 'a secret of the fault runs and of nothing else'
  const given: Env = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, SWITCHBOARD_SECRET: secret }
  const cell = await openCell({ nodes, env: { ...own, ...given, ...options.env }, trees: options.trees ?? [] })
  const books = openBooks(options.booksUrl ?? (() => databaseUrl ?? runningEmbedded(dataDir)))
  const keys = await makeKeys(cell, options.viewers ?? VIEWERS)
  const peers = await openPeers()
  const line = await openLine(() => [placeOf(cell.url)])
  const ask = asking(cell.url, keys[0] ?? '')
  const openBrand = async (slug: string) => {
    const brand = newId()
    await ask('/api/v1/brands', { id: brand, ...brandValues(slug, { firstHolder: 'queue' }) })
    return { brand, hook: { url: cell.url, account: await connectOutside(ask, brand, peers) } }
  }
  const { brand, hook } = await openBrand('lumo')
  const door = { port: cell.mailPort, to: 'care@lumo.example' }
  await connectMail(ask, brand, door, peers)
  const base = { cell, url: cell.url, dataDir, keys, books, peers, line, door, hook, ask, openBrand }
  return {
    ...base,
    under: (work) => under({ ...base, viewers: options.viewers ?? VIEWERS }, work),
    [Symbol.asyncDispose]: async () => {
      await line[Symbol.asyncDispose]()
      await cell[Symbol.asyncDispose]()
      await peers[Symbol.asyncDispose]()
      endOrphan(dataDir)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

type Base = Omit<Scene, 'under' | typeof Symbol.asyncDispose> & { viewers: number }

async function under(scene: Base, work: (at: Under) => Promise<void>): Promise<Outcome> {
  const [incoming, outgoing] = [openLedger(), openLedger()]
  const pace = paceOf()
  const quiet = await beginQuiet(scene, incoming)
  const customers = await startCustomers(scene.url, incoming, pace)
  const writers = [
    customers,
    startMailers(scene.door, incoming, pace.mails),
    startDeliveries(scene.hook, incoming, pace.deliveries),
    startAdvisors(scene.url, scene.keys, quiet, outgoing, pace.answerEveryMs),
  ]
  const viewers = openViewers(scene.line.url, scene.keys, customers.chats, scene.viewers)
  const alarms = watchAlarms(scene.cell.urls)
  try {
    await work({ chats: customers.chats, viewers, incoming, outgoing })
  } finally {
    await Promise.all(writers.map((writer) => writer.stop()))
  }
  const ended = performance.now()
  const isDrained = await drained(scene.books)
  const drainedMs = isDrained ? performance.now() - ended : null
  const streams = await caughtUp(viewers, incoming)
  viewers.stop()
  await alarms.stop()
  return {
    incoming: verdictIn(incoming, await scene.books.shown('message')),
    outgoing: verdictOut(outgoing, await scene.books.shown('answer'), scene.peers),
    gaps: await scene.books.gaps(),
    streams,
    drainedMs,
    ledger: incoming,
    alarms,
  }
}

/** Conversations whose customers have said what they wanted, by mail and from outside: what advisors answer. */
async function beginQuiet({ books, door, hook }: Base, ledger: Ledger): Promise<Quiet[]> {
  const entries = Array.from({ length: 2 * QUIET }, () => ledger.next(newId()))
  await Promise.all(entries.map((entry, at) => (at < QUIET ? mail(door, entry) : deliver(hook, [entry]))))
  const wanted = new Set(entries.map(({ n }) => n))
  let quiet: Quiet[] = []
  await until(
    async () => {
      const shown = (await books.shown('message')).filter(({ n }) => wanted.has(n))
      quiet = shown.map(({ conversation }) => ({ id: conversation, lastSeq: 1 }))
      return quiet.length >= entries.length
    },
    LOOK_WITHIN_MS,
    LOOK_EVERY_MS,
  )
  return quiet
}

const DRAIN_MS = isLarge ? 600_000 : 150_000
async function drained(books: Books): Promise<boolean> {
  return until(async () => (await books.undone().catch(() => 1)) === 0, DRAIN_MS, LOOK_EVERY_MS).then(
    () => true,
    () => false,
  )
}

const CATCH_UP_MS = 20_000

/** What the viewers were shown, once nothing is missing or it has been long enough. */
async function caughtUp(viewers: Viewers, ledger: Ledger): Promise<Seen> {
  await until(() => viewers.compare(ledger).missing === 0, CATCH_UP_MS).catch(() => {})
  return viewers.compare(ledger)
}

const asking =
  (url: string, key: string): Scene['ask'] =>
  async <T>(path: string, body?: object, method = body === undefined ? 'GET' : 'POST') => {
    const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) }
    const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`)
    const text = await answer.text()
    return (text === '' ? null : JSON.parse(text)) as T
  }

async function connectOutside(ask: Scene['ask'], brand: string, { outside }: Peers): Promise<string> {
  const id = newId()
  const secrets = [{ name: 'signing', value: SECRET }]
  // What arrives is compared word by word: this system shows references itself.
  const settings = { url: outside.url, caseLine: 'own' }
  const body = { id, brand, channel: 'custom', name: 'Outside', settings, secrets }
  await ask('/api/v1/accounts', { ...body, allow: [outside.host] })
  return id
}

async function connectMail(ask: Scene['ask'], brand: string, { to }: MailDoor, { mailLine }: Peers): Promise<void> {
  const settings = {
    address: to,
    smtp: { host: '127.0.0.1', port: mailLine.port, security: 'none' },
    authservId: 'mx.lumo.example',
    relays: ['127.0.0.1'],
  }
  const body = {
    id: newId(),
    brand,
    channel: 'email',
    name: 'Mailbox',
    settings,
    allow: [`127.0.0.1:${mailLine.port}`],
  }
  await ask('/api/v1/accounts', body)
}

/** The database of an app that was killed and not started again. */
function endOrphan(dataDir: string): void {
  try {
    process.kill(serverPid(dataDir), 'SIGQUIT')
  } catch {
    // It ended with the app, as it should.
  }
}
