import type { Actor, Grant } from '#kernel/access'
import { anyone } from '#kernel/access'
import { sql } from '#kernel/db'
import { openServer } from '#kernel/http'
import { newId, newToken } from '#kernel/ids'
import { type Live, type LiveParts, openLive } from '#kernel/live'
import type { App } from '#kernel/registry'
import { type Following, type FollowOptions, follow } from '../../src/surfaces/shared/follow.ts'
import type { LiveEvent } from '../../src/surfaces/shared/reduce.ts'
import { type LogBench, type Node, tellIn } from './log.ts'

export { apply, emptyState } from '../../src/surfaces/shared/reduce.ts'

export interface LiveNode extends AsyncDisposable {
  readonly node: Node
  readonly live: Live
  readonly url: string
  /** Who holds which bearer token; taken out of the map, it is revoked. */
  readonly people: Map<string, Actor>
  /** How often rows were loaded, and how many ids in all. */
  readonly loads: { kind: string; mask: string; ids: number }[]
}

/** A node with its streams: kinds `thing` (its subject's row) and `word` (only for those who watch the subject). */
export async function openLiveNode(bench: LogBench, options: Partial<LiveParts> = {}): Promise<LiveNode> {
  const people = new Map<string, Actor>()
  const loads: LiveNode['loads'] = []
  const node = await bench.node((app) => registerKinds(app, loads))
  await node.database.pool.query(
    'create table if not exists public.thing (id uuid primary key, rev integer not null, scopes text[] not null)',
  )
  const { app } = node
  const live = openLive({
    app,
    log: node.log,
    whisperPermission: 'thing.read',
    stillValid: async (actors) =>
      actors.map((actor) => [...people.values()].find((one) => one.kind === actor.kind && one.id === actor.id) ?? null),
    ...options,
  })
  const server = await openServer(app, {
    identify: async ({ bearer }) => people.get(bearer ?? '') ?? anyone,
    retrying: (run) => run(),
    checkAnswers: true,
    log: node.log,
  })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    await live.stop()
    await server.close()
  }
  return { node, live, url, people, loads, [Symbol.asyncDispose]: close }
}

function registerKinds(app: App, loads: LiveNode['loads']): void {
  app.permission('thing.read', 'help.thing')
  const present = (kind: string) => async (db: Node['database']['db'], ids: readonly string[], mask: string) => {
    loads.push({ kind, mask, ids: ids.length })
    const { rows } = await sql<{ id: string; rev: number; scopes: string[] }>`
      select id, rev, scopes from public.thing where id = any (${ids}::uuid[])`.execute(db)
    return new Map(rows.map((row) => [row.id, { ...row, mask }]))
  }
  app.live({
    kind: 'thing',
    permission: 'thing.read',
    on: { 'bench.happened': (event) => event.subject, 'bench.moved': (event) => event.subject },
    scopes: (row) => (row as { scopes: string[] }).scopes,
    visitor: () => true,
    present: present('thing'),
  })
  app.live({
    kind: 'word',
    permission: 'thing.read',
    only: 'watched-subject',
    on: { 'bench.happened': (event) => event.subject },
    present: present('word'),
  })
}

/** Changes a thing and tells of it in one transaction, as a verb does. */
export async function change(
  on: Pick<LiveNode, 'node'>,
  id: string,
  scopes: string[] | null = ['queue:a'],
): Promise<void> {
  await on.node.database.transaction('system', async (tx) => {
    const { rows: before } = await sql<{
      rev: number
      scopes: string[]
    }>`select rev, scopes from public.thing where id = ${id} for update`.execute(tx)
    const rev = (before[0]?.rev ?? 0) + 1
    const was = before[0] && before[0].scopes.join() !== (scopes ?? []).join() ? before[0].scopes : undefined
    if (scopes === null) await sql`delete from public.thing where id = ${id}`.execute(tx)
    else
      await sql`insert into public.thing values (${id}, ${rev}, ${scopes}) on conflict (id) do update set rev = excluded.rev, scopes = excluded.scopes`.execute(
        tx,
      )
    await tellIn(tx, { subject: id, n: rev, scopes: scopes ?? before[0]?.scopes ?? [], ...(was && { was }) })
  })
}

export const mayRead = (scope: string): Grant => ({ permission: 'thing.read', brand: '*', scope })

/** Signs somebody in; answers the bearer token. */
export function signIn(on: Pick<LiveNode, 'people'>, grants: readonly Grant[]): { token: string; actor: Actor } {
  const token = newToken()
  const actor: Actor = { kind: 'agent', realm: 'staff', id: newId(), name: 'Ines', sessionId: newId(), grants }
  on.people.set(token, actor)
  return { token, actor }
}
export function signInVisitor(on: Pick<LiveNode, 'people'>, conversationId: string): { token: string; actor: Actor } {
  const token = newToken()
  const actor: Actor = {
    kind: 'visitor',
    realm: 'visitor',
    id: newId(),
    brand: newId(),
    conversationId,
    tokenId: newId(),
    grants: [],
  }
  on.people.set(token, actor)
  return { token, actor }
}

export interface Viewer {
  readonly rows: LiveEvent[]
  readonly others: { event: string; data: unknown }[]
  readonly following: Following
  /** What ended it: `gone` or `refused`. */
  readonly ended: Promise<string>
  /** Waits until what was told makes it true. */
  until(holds: (viewer: Viewer) => boolean): Promise<void>
  stream(): Promise<string>
}

/** Somebody with the page open: follows as a browser does. */
export function view(
  on: Pick<LiveNode, 'url'>,
  token: string,
  path = '/api/v1/stream',
  options: Partial<FollowOptions> = {},
): Viewer {
  const waiting = new Set<() => void>()
  const { promise: ended, resolve: end } = Promise.withResolvers<string>()
  const viewer: Viewer = {
    rows: [],
    others: [],
    ended,
    until: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          if (!holds(viewer)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    stream: async () => {
      await viewer.until(({ others }) => others.some(({ event }) => event === 'hello'))
      const hello = viewer.others.findLast(({ event }) => event === 'hello')
      return (hello?.data as { stream: string } | undefined)?.stream ?? ''
    },
    following: follow({
      url: () => new URL(path, on.url).href,
      after: '0',
      token,
      wait: () => 0,
      onGone: () => end('gone'),
      onRefused: () => end('refused'),
      onEvent: (event, data) => {
        if (event === 'thing' || event === 'word') viewer.rows.push(data as LiveEvent)
        else viewer.others.push({ event, data })
        for (const look of waiting) look()
      },
      ...options,
    }),
  }
  return viewer
}
