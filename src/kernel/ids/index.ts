import { createHash, createHmac, randomBytes, randomUUIDv7 } from 'node:crypto'
import { inOrder } from './in-order.ts'

declare const named: unique symbol
/** A UUIDv7. The phantom name keeps a contact's id from being handed over as a conversation's; it grants nothing. */
export type Id<Name extends string> = string & { readonly [named]?: Name }

export type BrandId = Id<'brand'>
export type ContactId = Id<'contact'>
export type AgentId = Id<'agent'>
export type ConversationId = Id<'conversation'>
export type MessageId = Id<'message'>
export type AccountId = Id<'account'>
export type QueueId = Id<'queue'>

/** Time-ordered, made by client or server alike; those of one process in the order they were made, also within a millisecond. */
export const newId = <Name extends string>(): Id<Name> => inOrder(randomUUIDv7())

/** What works by being known: 192 random bits, url-safe. Store only its hash. */
export const newToken = (): string => randomBytes(24).toString('base64url')

/** The same, but made again for the same words by whoever has the secret: what is asked for twice has the link it had. */
export const lastingToken = (secret: string, words: string): string =>
  createHmac('sha256', secret).update(words).digest().subarray(0, 24).toString('base64url')

/** A token as it is kept: whoever reads the table opens nothing. `kind` keeps one from standing for another. */
export const tokenHash = (kind: string, token: string): Buffer =>
  createHash('sha256').update(`${kind} ${token}`).digest()

/** An id made of words: the same for the same words, for what must not be made twice. A UUID of version 8 (custom). */
export function idFrom<Name extends string>(words: string): Id<Name> {
  const hash = createHash('sha256').update(words).digest()
  hash.writeUInt8(((hash[6] ?? 0) & 0x0f) | 0x80, 6)
  hash.writeUInt8(((hash[8] ?? 0) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
