import { anyone } from '#kernel/access'
import { notFound } from '#kernel/errors'
import type { EventLog } from '#kernel/events'
import type { App } from '#kernel/registry'
import { liveApi } from './contract.ts'
import { frame } from './frame.ts'
import { openGuard, type StillValid } from './guard.ts'
import { openReaders } from './readers.ts'
import { type Authenticate, type Limits, streamRoutes, usualLimits } from './routes.ts'
import { end, ownerOf } from './stream.ts'
import { openTail } from './tail.ts'
import { openWhispers } from './whispers.ts'

export interface LiveParts {
  app: App
  log: Pick<EventLog, 'head' | 'onHead'>
  /** Asked about every open session, key and token at once, at least every 5 s. */
  stillValid: StillValid
  /** The server's own `request.actor(realm)` when not said. */
  authenticate?: Authenticate
  /** Who may see a subject may whisper about it and hear whispers: the permission that says so. */
  whisperPermission?: string
  limits?: Partial<Limits>
}

export interface Live {
  start(): void
  /** Everything numbered until now is told. */
  settle(): Promise<void>
  /** Checks all rights and sends all heartbeats now. */
  check(): Promise<void>
  /** Ends all streams with a `bye`; readers go to another node. */
  stop(): Promise<void>
  /** How many streams are open here. */
  streams(): number
}

const SECOND_MS = 1_000

/** Opens the live views. Before the server is made: it registers their routes. */
export function openLive({ app, log, stillValid, ...options }: LiveParts): Live {
  const readers = openReaders()
  const tail = openTail({ database: app.database, log: app.log, events: log, kinds: app.registered.lives, readers })
  const guard = openGuard(readers, stillValid, app.log)
  const whispers = openWhispers(app.database, readers, options.whisperPermission ?? 'conversation.read', app.log)
  const authenticate: Authenticate = options.authenticate ?? ((request, realm) => request.actor(realm))
  const limits = { ...usualLimits, ...options.limits }
  let wheel: NodeJS.Timeout | undefined

  app.pages((fastify) => streamRoutes(fastify, { app, tail, readers, authenticate, limits }))
  app.routes(liveApi, {
    'PUT /api/v1/streams/:id/watch': {
      permission: null,
      scope: 'self',
      realm: 'staff',
      run: async ({ actor }, { params, body }) => {
        const stream = readers.get(params.id)
        if (stream === undefined || actor === anyone || ownerOf(stream.actor) !== ownerOf(actor))
          throw notFound('stream')
        stream.watch = new Set(body.watch)
      },
    },
    'POST /api/v1/whispers': {
      permission: null,
      scope: 'self',
      realm: 'staff',
      rate: 120,
      run: async ({ actor }, { body }) => {
        await whispers.whisper(actor, body.to, body.kind)
      },
    },
    'POST /api/v1/chat/whispers': {
      permission: null,
      scope: 'self',
      realm: 'visitor',
      rate: 60,
      run: async ({ actor }, { body }) => {
        if (actor.kind !== 'visitor') throw notFound('conversation')
        await whispers.whisper(actor, actor.conversationId, body.kind)
      },
    },
  })
  return {
    start: () => {
      if (wheel !== undefined) return
      whispers.start()
      wheel = setInterval(() => {
        tail.nudge()
        void guard.turn()
      }, SECOND_MS)
    },
    settle: () => tail.settle(),
    check: () => guard.turn(true),
    stop: async () => {
      clearInterval(wheel)
      for (const stream of readers.all()) end(stream, frame('bye', { pos: stream.pos }))
      await tail.stop()
      await whispers.stop()
    },
    streams: () => readers.size,
  }
}
