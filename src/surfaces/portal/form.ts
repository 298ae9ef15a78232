import { createHmac, timingSafeEqual } from 'node:crypto'
import { newId } from '#kernel/ids'
import type { Words } from '../words.ts'

export const topics = ['Internet', 'Mobile', 'Sim', 'Bill', 'Order', 'Tv', 'Contract', 'Other'] as const
export type Topic = (typeof topics)[number]
const fields = ['name', 'email', 'phone', 'topic', 'message'] as const
export type Field = (typeof fields)[number]
export type Filled = Record<Field, string>
export type Faults = Partial<Record<Field | 'form' | 'files', string>>

export const emptyForm: Filled = { name: '', email: '', phone: '', topic: '', message: '' }
export const MOST_SIGNS = 10_000
const limits: Record<Field, number> = { name: 120, email: 254, phone: 40, topic: 60, message: MOST_SIGNS }

/** What makes a form one form: its id is the conversation's, so that sending it twice is sending it once. */
export interface Ticket {
  id: string
  /** Milliseconds; a form that comes back within a moment was not filled in by a person. */
  at: number
  /** Nobody but us makes tickets. */
  proof: string
}

const SOONEST_MS = 1_500
const LATEST_MS = 24 * 3_600_000

const sign = (secret: string, what: string): string => createHmac('sha256', secret).update(what).digest('base64url')
const proofOf = (secret: string, brand: string, id: string, at: number): string =>
  sign(secret, `contact form ${brand} ${id} ${at}`)

export function newTicket(secrets: readonly string[], brand: string, now: Date): Ticket {
  const id = newId()
  const at = now.getTime()
  return { id, at, proof: proofOf(secrets[0] ?? '', brand, id, at) }
}

/** Made by us for this brand, not a moment ago and not yesterday. */
export function ticketIn(
  secrets: readonly string[],
  brand: string,
  given: URLSearchParams,
  now: Date,
): { id: string } | null {
  const [id, at, proof] = [given.get('id') ?? '', Number(given.get('at')), given.get('proof') ?? '']
  const age = now.getTime() - at
  const isOurs = secrets.some((secret) => isSame(proofOf(secret, brand, id, at), proof))
  return isOurs && age >= SOONEST_MS && age <= LATEST_MS ? { id } : null
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

export const filledIn = (given: URLSearchParams): Filled =>
  Object.fromEntries(
    fields.map((field) => [
      field,
      (given.get(field) ?? '').toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n').trim(),
    ]),
  ) as Filled

/** What is missing or wrong, in the words of the page, in the order of the fields. */
export function faultsOf(filled: Filled, { t }: Words): Faults {
  const faults: Faults = {}
  const say = (field: Field, is: boolean, key: string, values?: Record<string, number>): void => {
    if (is && faults[field] === undefined) faults[field] = t(key, values)
  }
  say('name', filled.name === '', 'error.nameMissing')
  say('email', filled.email === '', 'error.emailMissing')
  say('email', !/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(filled.email), 'error.emailWrong')
  say('phone', filled.phone !== '' && !isPhone(filled.phone), 'error.phoneWrong')
  say('topic', !topics.some((topic) => topic === filled.topic), 'error.topicMissing')
  say('message', filled.message === '', 'error.messageMissing')
  const over = [...filled.message].length - MOST_SIGNS
  say('message', over > 0, 'error.messageLong', { count: over })
  for (const field of fields) say(field, filled[field].length > limits[field], 'error.tooLong', { max: limits[field] })
  return faults
}

/** In any usual form: spaces, dots, brackets, with or without country code. */
export const isPhone = (text: string): boolean =>
  /^[+()\d\s./-]+$/.test(text) && /^\d{6,15}$/.test(text.replace(/\D/g, ''))
