import { setTimeout as pause } from 'node:timers/promises'
import { newId, newToken } from '#kernel/ids'
import { type Entry, type Ledger, textOf } from './ledger.ts'

export interface Customer {
  id: string
  token: string
}
export interface Customers {
  /** Begun before the fault; what viewers watch. */
  readonly chats: readonly Customer[]
  /** Begun while it goes on. */
  readonly newcomers: readonly Customer[]
  /** Ids of forms that were acknowledged. */
  readonly forms: readonly string[]
  /** Each says what it has begun to say, and no more; resolves when all of it is acknowledged. */
  stop(): Promise<void>
}

const RETRY_MS = 50

/** Customers who chat, come anew and fill in forms at a steady pace, and say again what was not acknowledged. */
export async function startCustomers(url: string, ledger: Ledger, chatting = 30): Promise<Customers> {
  const chats = await Promise.all(Array.from({ length: chatting }, () => begin(url, ledger)))
  const newcomers: Customer[] = []
  const forms: string[] = []
  const stopping = new AbortController()
  const every = async (ms: number, act: () => Promise<unknown>): Promise<void> => {
    await pause(Math.random() * ms, undefined, { signal: stopping.signal }).catch(() => {})
    while (!stopping.signal.aborted) {
      await act()
      await pause(ms, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = Promise.all([
    ...chats.map((chat) => every(900, () => say(url, ledger.next(chat.id), chat))),
    every(400, async () => void newcomers.push(await begin(url, ledger))),
    every(300, async () => void forms.push(await fillIn(url, ledger))),
  ])
  // A refusal ends the run at stop(); until then nobody looks.
  running.catch(() => {})
  const stop = async () => {
    stopping.abort()
    await running
  }
  return { chats, newcomers, forms, stop }
}

async function begin(url: string, ledger: Ledger): Promise<Customer> {
  const [id, token] = [newId(), `sbv_${newToken()}`]
  const entry = ledger.next(id)
  const message = { id: newId(), text: textOf(entry) }
  await insist(url, '/api/v1/chat/conversations', entry, { id, token, brand: 'lumo', lang: 'fr', message })
  return { id, token }
}

const say = (url: string, entry: Entry, { token }: Customer): Promise<void> =>
  insist(url, '/api/v1/chat/messages', entry, { id: newId(), text: textOf(entry) }, token)

async function fillIn(url: string, ledger: Ledger): Promise<string> {
  const id = newId()
  const entry = ledger.next(id)
  const person = { name: 'Inès Form', email: 'ines@mail.example', topic: 'bill' }
  await insist(url, '/api/v1/contact-forms', entry, {
    id,
    brand: 'lumo',
    lang: 'fr',
    ...person,
    message: textOf(entry),
  })
  return id
}

/** The same request until it is acknowledged, as a browser does it; throws what was refused for good. */
async function insist(url: string, path: string, entry: Entry, body: object, token?: string): Promise<void> {
  for (;;) {
    const answer = await post(url + path, body, token)
    if (answer?.ok) break
    if (answer !== null && answer.status < 500 && answer.status !== 429)
      throw new Error(`${path} refused number ${entry.n}: ${answer.status} ${await answer.text()}`)
    await pause(RETRY_MS)
  }
  entry.acknowledged = true
}

/** Null when nobody answered. Acknowledged means that the answer arrived whole. */
async function post(url: string, body: object, token?: string): Promise<Response | null> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token !== undefined) headers.authorization = `Bearer ${token}`
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await answer.text()
    return new Response(text, { status: answer.status })
  } catch {
    return null
  }
}
