import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#kernel/ids'
import { type Outside, openOutside, signedDelivery } from '../support/outside.ts'
import { type Ledger, textOf } from './ledger.ts'

const SECRET = 'the signing secret of the fault runs'
const RETRY_MS = 50

/** A system of the outside: it delivers numbered messages until each is taken, and takes answers, some of which it never confirms. */
export interface OutsideSystem extends AsyncDisposable {
  readonly outside: Outside
  readonly threads: readonly string[]
  /** The answers taken, by thread, in the order they first came; their texts. */
  taken(thread: string): string[]
  /** Ends the deliveries; resolves when all that were begun are acknowledged. */
  stop(): Promise<void>
}

export async function openOutsideSystem(url: string, key: string, ledger: Ledger): Promise<OutsideSystem> {
  const outside = await openOutside()
  const account = await connect(url, key, outside)
  const threads = Array.from({ length: 12 }, () => newId())
  const stopping = new AbortController()
  const running = Promise.all(
    threads.map(async (thread) => {
      while (!stopping.signal.aborted) {
        await deliver(url, account, ledger, thread)
        await pause(300, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }),
  )
  running.catch(() => {})
  return {
    outside,
    threads,
    taken: (thread) => takenOf(outside, thread),
    stop: async () => {
      stopping.abort()
      await running
    },
    [Symbol.asyncDispose]: () => outside[Symbol.asyncDispose](),
  }
}

async function connect(url: string, key: string, outside: Outside): Promise<string> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const brands = await fetch(`${url}/api/v1/brands`, { headers })
  const { items } = (await brands.json()) as { items: { id: string }[] }
  const id = newId()
  const body = JSON.stringify({
    id,
    brand: items[0]?.id,
    channel: 'custom',
    name: 'The outside',
    settings: { url: outside.url },
    secrets: [{ name: 'signing', value: SECRET }],
    allow: [outside.host],
  })
  const answer = await fetch(`${url}/api/v1/accounts`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`the account could not be connected: ${await answer.text()}`)
  return id
}

/** One message, until it is acknowledged; every third goes again though it was, in a delivery of its own. */
async function deliver(url: string, account: string, ledger: Ledger, thread: string): Promise<void> {
  const entry = ledger.next(thread)
  const event = {
    type: 'message',
    id: `${thread}.${entry.n}`,
    thread,
    at: new Date().toISOString(),
    from: { id: thread, name: 'Inès' },
    text: textOf(entry),
  }
  const id = newId()
  while (!(await push(url, account, id, event))) await pause(RETRY_MS)
  entry.acknowledged = true
  if (entry.n % 3 === 0) await push(url, account, newId(), event)
}

async function push(url: string, account: string, id: string, event: object): Promise<boolean> {
  const delivery = signedDelivery([event], { id, secret: SECRET, at: new Date() })
  const answer = await fetch(`${url}/hooks/custom/${account}`, delivery).catch(() => null)
  await answer?.arrayBuffer().catch(() => null)
  if (answer !== null && answer.status < 500 && !answer.ok) throw new Error(`a delivery was refused: ${answer.status}`)
  return answer?.ok === true
}

/** A receiver that keeps the ids it has seen: what comes again under one of them is not taken twice. */
function takenOf(outside: Outside, thread: string): string[] {
  const byId = new Map<string, string>()
  for (const { headers, body } of outside.seen) {
    const said = JSON.parse(body) as { thread: string; text: string }
    const id = String(headers['webhook-id'])
    if (said.thread === thread && !byId.has(id)) byId.set(id, said.text)
  }
  return [...byId.values()]
}
