import { randomBytes, randomUUIDv7 } from 'node:crypto'

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

/** Time-ordered, made by client or server alike. */
export const newId = <Name extends string>(): Id<Name> => randomUUIDv7()

/** What works by being known: 192 random bits, url-safe. Store only its hash. */
export const newToken = (): string => randomBytes(24).toString('base64url')
