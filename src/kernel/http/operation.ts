import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Permission } from '#kernel/access'
import type { RawJson } from '#kernel/db'
import type { Context } from '#kernel/registry'
import type { Answer, Api, Input, RouteShape } from './contract.ts'

/**
 * How a route keeps to what is the caller's:
 * `rows` — its SQL filters by visible() or it loads through a …For(actor, id) door; `brand` — the input names a brand, checked here (params, query or body `brand`, an id) for a grant of the whole brand; `in-brand` — the
 * same, and any scope in the brand will do;
 * `self` — only the caller's own things; `public` — anyone, and `why` says why that is right.
 */
export type ScopeRule = 'rows' | 'brand' | 'in-brand' | 'self' | { public: string }

export interface RequestContext extends Context {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What makes an operation a verb: macros, rules, bulk actions, the palette and the laws are generated from it. */
export interface VerbSpec {
  /** `noun.deed`, e.g. `conversation.snooze`. */
  name: string
  /** How a repeat is harmless: PUT/DELETE by nature, `id` a client-made id in the body, `key` an Idempotency-Key header. */
  idempotency: 'natural' | 'id' | 'key'
  /** The verb that takes it back. */
  undo?: string
  /** May rules, macros, bulk actions and the bot use it on a conversation? */
  on?: 'conversation'
}

export interface Operation<R extends RouteShape> {
  /** Declared by a module with app.permission(); null only with scope `self` or `public`. */
  permission: Permission | null
  scope: ScopeRule
  realm: 'staff' | 'visitor' | 'any'
  verb?: VerbSpec
  /** Requests per minute and caller; the kernel's default when not said. */
  rate?: number
  /** Bytes of body it takes; 256 KB when not said. */
  bodyLimit?: number
  /** Takes one file as multipart instead of a JSON body: read it with readUpload(ctx.request). */
  upload?: { maxBytes: number }
  /** GET only: answers carry a weak ETag of their content, and an unchanged one is 304. */
  etag?: boolean
  run(ctx: RequestContext, input: Input<R>): Promise<Answer<R> | RawJson<Answer<R>>>
}
export type Operations<A extends Api> = { [K in keyof A]: A[K] extends RouteShape ? Operation<A[K]> : never }

/** The answer of every list. `next` goes back as `after`; `live` opens the stream. */
export interface Page<T> {
  items: T[]
  next: string | null
  live: string
}
