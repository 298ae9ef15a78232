import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#kernel/access'
import { Problem } from '#kernel/errors'
import { newId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { cursorOf } from './cursor.ts'
import { frame } from './frame.ts'
import type { ReaderSet } from './readers.ts'
import { cutOff, type Mask, ownerOf, type Stream, write } from './stream.ts'
import type { Tail } from './tail.ts'

/** How many streams one caller and one address may hold open on a node. An office behind one address is large; a household is not. */
export interface Limits {
  perActor: number
  perStaffAddress: number
  perVisitorAddress: number
}
export const usualLimits: Limits = { perActor: 12, perStaffAddress: 2_000, perVisitorAddress: 60 }

/** Who asks, in this realm; null when nobody does. */
export type Authenticate = (request: FastifyRequest, realm: Mask) => Promise<Actor | null>

export interface StreamParts {
  app: App
  tail: Tail
  readers: ReaderSet
  authenticate: Authenticate
  limits: Limits
}

/** How long somebody looks is not how long an answer took. */
const untimed = { config: { untimed: true } }

/** `GET /api/v1/stream` for staff and `GET /api/v1/chat/stream` for visitors. */
export function streamRoutes(fastify: FastifyInstance, parts: StreamParts): void {
  fastify.get('/api/v1/stream', untimed, (request, reply) => open(parts, 'staff', request, reply))
  fastify.get('/api/v1/chat/stream', untimed, (request, reply) => open(parts, 'visitor', request, reply))
}

async function open(parts: StreamParts, mask: Mask, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { app, tail, readers } = parts
  const asked = readQuery(request)
  refuseFullAddress(parts, mask, request.ip)
  const actor = await parts.authenticate(request, mask)
  if (actor === null || actor.kind === 'anyone') throw new Problem('not_signed_in', 'Sign in to follow live views.')
  const pos = await cursorOf(app.database, app.clock, asked.after)
  // Whoever left while we looked has closed already: nothing would ever take their stream out of the count.
  if (reply.raw.destroyed) return void reply.hijack()
  // Again, for those who asked at the same time.
  refuseFullAddress(parts, mask, request.ip)
  refuseTooMany(parts, actor)
  const stream: Stream = {
    id: newId(),
    mask,
    address: request.ip,
    raw: reply.raw,
    actor,
    watch: asked.watch,
    pos,
    unchecked: 0,
  }
  begin(reply, stream)
  readers.add(stream)
  reply.raw.once('close', () => readers.delete(stream))
  tail.follow(stream).catch((error: unknown) => {
    app.log.warn('a stream could not be brought up to date', { error })
    cutOff(stream)
  })
}

/** `after` and `watch`; what the browser remembers of an earlier connection is newer than its address. */
function readQuery(request: FastifyRequest): { after: string | undefined; watch: ReadonlySet<string> } {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '')
  const after = request.headers['last-event-id']?.toString() || query.get('after') || undefined
  if (after !== undefined && !/^\d{1,15}$/.test(after)) {
    throw new Problem('invalid_input', 'The cursor is not one of ours: take `live` from an answer.', {
      faults: [{ pointer: '/after', detail: 'a number' }],
    })
  }
  const watch = (query.get('watch') ?? '*').split(',').filter((topic) => topic !== '')
  if (watch.length > 200 || watch.some((topic) => topic.length > 100)) {
    throw new Problem('invalid_input', 'A stream watches at most 200 topics of at most 100 characters.')
  }
  return { after, watch: new Set(watch) }
}

/** Before the database is asked anything: a crowd at one address costs no more than saying no. */
function refuseFullAddress({ readers, limits }: StreamParts, mask: Mask, address: string): void {
  const most = mask === 'staff' ? limits.perStaffAddress : limits.perVisitorAddress
  if (readers.openAt(address, mask) >= most) throw tooMany()
}

function refuseTooMany({ readers, limits }: StreamParts, actor: Actor): void {
  if (readers.openOf(ownerOf(actor)) >= limits.perActor) throw tooMany()
}

const tooMany = (): Problem =>
  new Problem('too_many_requests', 'Too many live views are open. Close some and try again.', {
    retryAfterSeconds: 10,
  })

/** Browsers come back after 1 to 4 s, each at its own moment, so that a restart is not a stampede. */
const retryMs = (): number => 1_000 + Math.floor(Math.random() * 3_000)

function begin(reply: FastifyReply, stream: Stream): void {
  reply.hijack()
  forgetRequest(reply.request)
  stream.raw.cork()
  stream.raw.writeHead(200, {
    ...headersOf(reply),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
  stream.raw.on('error', () => {})
  // Heartbeats would put it off for ever.
  stream.raw.setTimeout(0)
  // Written by itself the head becomes one string; joined to the first words, its fifty parts are kept as long as the stream.
  stream.raw.flushHeaders()
  write(stream, [`retry: ${retryMs()}\n`, frame('hello', { stream: stream.id, pos: stream.pos }, stream.pos)])
  stream.raw.uncork()
}

/** A view is open for hours, and a browser's headers are larger than all else we keep of it. */
function forgetRequest({ raw }: FastifyRequest): void {
  raw.rawHeaders = []
  raw.headers = {}
}

/** What hooks set for every answer. */
function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
}
