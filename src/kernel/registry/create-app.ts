import { type Actor, authorOf, type Permission } from '#kernel/access'
import { type Blobs, openBlobs } from '#kernel/blobs'
import type { Clock } from '#kernel/clock'
import type { Config } from '#kernel/config'
import type { Database } from '#kernel/db'
import type { EventName } from '#kernel/events'
import type { RouteKey, RouteShape } from '#kernel/http'
import type { JobKind } from '#kernel/jobs'
import type { Log } from '#kernel/log'
import { type Metrics, openMetrics } from '#kernel/metrics'
import type { SealedColumn } from '#kernel/seal'
import type {
  App,
  Chronicle,
  Context,
  FactSpec,
  Handler,
  LetterKind,
  Lifecycle,
  Line,
  LiveKind,
  NoticeKind,
  Pages,
  Panel,
  PersonalTable,
  Post,
  RowList,
  SearchKind,
  SettingSpec,
} from './app.ts'
import { Named } from './named.ts'
import type { AnyHandler, AnyRoute, AnyWorker, Registered, Timer } from './registered.ts'

export interface AppParts {
  /** Opened on first use when not given. */
  blobs?: Blobs
  config: Config
  database: Database
  clock: Clock
  log: Log
  metrics?: Metrics
}

/** The registry, empty: modules fill it through their open…(app); duplicates are refused at once. */
export function createApp(parts: AppParts): App {
  const all = emptyShelves()
  let blobs = parts.blobs
  const app: App = {
    ...parts,
    get blobs() {
      blobs ??= openBlobs(parts)
      return blobs
    },
    metrics: parts.metrics ?? openMetrics(),
    registered: all,
    context: (actor) => contextOf(app, actor),
    permission: (name, help) => all.permissions.add(name, help),
    routes: (contract, operations) => {
      for (const [key, shape] of Object.entries(contract) as [RouteKey, RouteShape][]) {
        all.routes.add(key, { key, shape, operation: operations[key] as AnyRoute['operation'] })
      }
    },
    on: (event, as, handler, options) => {
      const one = handler as Handler<EventName>
      const run: AnyHandler['run'] = async (tx, events) => {
        for (const event of events) await one(tx, event, app)
      }
      all.handlers.add(`${event} ${as}`, { event, as, run, many: false, from: options?.from ?? 'now' })
    },
    onMany: (events, as, handler, options) => {
      const run = handler as AnyHandler['run']
      for (const event of events)
        all.handlers.add(`${event} ${as}`, { event, as, run, many: true, from: options?.from ?? 'now' })
    },
    work: (kind, run, options) => all.workers.add(kind, { kind, run: run as AnyWorker['run'], options: options ?? {} }),
    every: (seconds, name, run) => all.timers.add(name, { seconds, name, run }),
    fact: (spec) => all.facts.add(spec.event, spec),
    line: (event, line) => all.lines.add(event, line),
    panel: (panel) => all.panels.add(panel.name, panel),
    setting: (spec) => all.settings.add(spec.key, spec),
    notice: (kind) => all.notices.add(kind.kind, kind),
    searchable: (kind) => all.searchables.add(kind.kind, kind),
    live: (kind) => all.lives.add(kind.kind, kind as LiveKind),
    personal: (table) => all.personals.add(table.table, table),
    sealed: (column) => all.sealed.add(`${column.table} ${column.column}`, column),
    letter: (kind) => all.letters.add(kind.kind, kind),
    post: (post) => void all.posts.add(post),
    rowList: (list) => all.rowLists.add(list.name, list),
    chronicle: (chronicle) => all.chronicles.add(chronicle.kind, chronicle),
    pages: (register) => void all.pages.add(register),
    lifecycle: (hooks) => void all.lifecycles.add(hooks),
  }
  return app
}

const emptyShelves = () =>
  ({
    permissions: new Named<Permission, string>('permission'),
    routes: new Named<RouteKey, AnyRoute>('route'),
    handlers: new Named<string, AnyHandler>('handler'),
    workers: new Named<JobKind, AnyWorker>('worker of jobs'),
    timers: new Named<string, Timer>('timer'),
    facts: new Named<EventName, FactSpec>('fact'),
    lines: new Named<EventName, Line>('timeline line'),
    panels: new Named<string, Panel>('panel'),
    settings: new Named<string, SettingSpec>('setting'),
    notices: new Named<string, NoticeKind>('notice'),
    searchables: new Named<string, SearchKind>('searchable kind'),
    lives: new Named<string, LiveKind>('live kind'),
    personals: new Named<string, PersonalTable>('personal table'),
    sealed: new Named<string, SealedColumn>('sealed column'),
    letters: new Named<string, LetterKind>('letter'),
    posts: new Set<Post>(),
    rowLists: new Named<string, RowList>('list of conversations'),
    chronicles: new Named<string, Chronicle>('kind of entry in timelines of people'),
    pages: new Set<Pages>(),
    lifecycles: new Set<Lifecycle>(),
  }) satisfies Registered

function contextOf(app: App, actor: Actor): Context {
  const { database, clock, log, config } = app
  const transaction: Context['transaction'] = (work) => database.transaction(authorOf(actor), work)
  return { db: database.db, database, actor, clock, log, config, app, transaction }
}
