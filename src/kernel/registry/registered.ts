import type { Permission } from '#kernel/access'
import type { EventName } from '#kernel/events'
import type { Operation, RouteKey, RouteShape } from '#kernel/http'
import type { JobKind, WorkOptions } from '#kernel/jobs'
import type { SealedColumn } from '#kernel/seal'
import type {
  Chronicle,
  Context,
  FactSpec,
  LetterKind,
  Lifecycle,
  Line,
  LiveKind,
  ManyHandler,
  NoticeKind,
  Pages,
  Panel,
  PersonalTable,
  Post,
  RowList,
  SearchKind,
  SettingSpec,
} from './app.ts'

/** A route with its types forgotten: what the server, the API description and the laws walk over. */
export interface AnyRoute {
  key: RouteKey
  shape: RouteShape
  operation: Omit<Operation<RouteShape>, 'run'> & { run(ctx: unknown, input: unknown): Promise<unknown> }
}
export interface AnyHandler {
  event: EventName
  as: string
  /** Given one event at a time unless it takes many. */
  run: ManyHandler<EventName>
  many: boolean
  from: 'now' | 'start'
}
export interface AnyWorker {
  kind: JobKind
  run(ctx: Context, payload: unknown): Promise<void>
  options: WorkOptions
}
export interface Timer {
  seconds: number
  name: string
  run(ctx: Context): Promise<void>
}

/** What all modules offered, by the name that must be unique. */
export interface Registered {
  readonly permissions: ReadonlyMap<Permission, string>
  readonly routes: ReadonlyMap<RouteKey, AnyRoute>
  readonly handlers: ReadonlyMap<string, AnyHandler>
  readonly workers: ReadonlyMap<JobKind, AnyWorker>
  readonly timers: ReadonlyMap<string, Timer>
  readonly facts: ReadonlyMap<EventName, FactSpec>
  readonly lines: ReadonlyMap<EventName, Line>
  readonly panels: ReadonlyMap<string, Panel>
  readonly settings: ReadonlyMap<string, SettingSpec>
  readonly notices: ReadonlyMap<string, NoticeKind>
  readonly searchables: ReadonlyMap<string, SearchKind>
  readonly lives: ReadonlyMap<string, LiveKind>
  readonly personals: ReadonlyMap<string, PersonalTable>
  /** By `table column`. */
  readonly sealed: ReadonlyMap<string, SealedColumn>
  readonly letters: ReadonlyMap<string, LetterKind>
  /** None where no module has mailboxes. */
  readonly posts: ReadonlySet<Post>
  readonly rowLists: ReadonlyMap<string, RowList>
  readonly chronicles: ReadonlyMap<string, Chronicle>
  readonly pages: ReadonlySet<Pages>
  readonly lifecycles: ReadonlySet<Lifecycle>
}
