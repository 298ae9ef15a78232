import { newId, newToken } from '#kernel/ids'
import { insist } from '../insist.ts'
import { type Entry, type Ledger, textOf } from '../ledger.ts'
import { steadily, type Writers } from './steadily.ts'

export interface Customer {
  id: string
  token: string
}
export interface Customers extends Writers {
  /** Begun before the fault; what viewers watch. */
  readonly chats: readonly Customer[]
}
/** A visitor may write 60 times a minute. */
const CHAT_EVERY_MS = 1_050

/** Customers who chat, come anew and fill in forms at a steady pace, and say again what was not acknowledged. */
export async function startCustomers(
  url: string,
  ledger: Ledger,
  { chats: chatting, newEveryMs }: { chats: number; newEveryMs: number },
): Promise<Customers> {
  const chats: Customer[] = []
  for (let begun = 0; begun < chatting; begun += 10)
    chats.push(...(await Promise.all(Array.from({ length: Math.min(10, chatting - begun) }, () => begin(url, ledger)))))
  const writers = steadily([
    ...chats.map((chat) => ({ everyMs: CHAT_EVERY_MS, act: () => say(url, ledger.next(chat.id), chat) })),
    { everyMs: newEveryMs, act: () => begin(url, ledger) },
    { everyMs: newEveryMs, act: () => fillIn(url, ledger) },
  ])
  return { chats, stop: writers.stop }
}

async function begin(url: string, ledger: Ledger): Promise<Customer> {
  const [id, token] = [newId(), `sbv_${newToken()}`]
  const entry = ledger.next(id)
  const message = { id: newId(), text: textOf(entry) }
  const body = { id, token, brand: 'lumo', lang: 'fr', message }
  await insist(`${url}/api/v1/chat/conversations`, entry, body)
  return { id, token }
}

const say = (url: string, entry: Entry, { token }: Customer): Promise<void> =>
  insist(`${url}/api/v1/chat/messages`, entry, { id: newId(), text: textOf(entry) }, token)

async function fillIn(url: string, ledger: Ledger): Promise<void> {
  const id = newId()
  const entry = ledger.next(id)
  const person = { name: 'Inès Form', email: 'ines@mail.example', topic: 'bill' }
  const body = { id, brand: 'lumo', lang: 'fr', ...person, message: textOf(entry) }
  await insist(`${url}/api/v1/contact-forms`, entry, body)
}
