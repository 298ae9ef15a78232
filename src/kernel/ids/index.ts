import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
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

/** An id made of words: the same for the same words, for what must not be made twice. A UUID of version 8 (custom). */
export function idFrom<Name extends string>(words: string): Id<Name> {
  const hash = createHash('sha256').update(words).digest()
  hash.writeUInt8(((hash[6] ?? 0) & 0x0f) | 0x80, 6)
  hash.writeUInt8(((hash[8] ?? 0) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
