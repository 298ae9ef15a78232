import { Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Instant, Nullable, PageQuery, pageQueryWith, Uuid } from '#kernel/http'

const Login = Type.String({ minLength: 3, maxLength: 120 })
/** Long sentences are welcome; the bound is what hashing takes. */
const Password = Type.String({ minLength: 1, maxLength: 200 })
const LinkToken = Type.String({ minLength: 16, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' })
const list = <S extends ReturnType<typeof Type.Object>>(item: S) =>
  Closed({ items: Type.Array(item), next: Nullable(Type.String()) })

export const SignedIn = Closed({ agent: Closed({ id: Uuid, name: Type.String() }), session: Uuid, expiresAt: Instant })
export const Session = Closed({
  id: Uuid,
  device: Type.String(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  current: Type.Boolean(),
})
export const Key = Closed({
  id: Uuid,
  /** Its first characters. */
  prefix: Type.String(),
  name: Type.String(),
  role: Type.String(),
  brand: Nullable(Uuid),
  createdBy: Type.String(),
  createdAt: Instant,
  lastUsedAt: Nullable(Instant),
  revokedAt: Nullable(Instant),
})
export const AuditEntry = Closed({
  id: Type.Integer(),
  at: Instant,
  by: Type.String(),
  deed: Type.String(),
  outcome: Type.String(),
  brand: Nullable(Uuid),
  subject: Nullable(Type.String()),
  data: Type.Unknown(),
})
export const SettingView = Closed({
  key: Type.String(),
  scope: Type.String(),
  help: Type.String(),
  /** JSON Schema of the value. */
  schema: Type.Unknown(),
  value: Type.Unknown(),
  fallback: Type.Unknown(),
  changedAt: Nullable(Instant),
  changedBy: Nullable(Type.String()),
  rev: Type.Integer(),
})
const Job = Closed({
  id: Type.String(),
  kind: Type.String(),
  key: Nullable(Type.String()),
  lane: Nullable(Type.String()),
  runAt: Instant,
  createdAt: Instant,
  tries: Type.Integer(),
  running: Type.Boolean(),
  lastError: Nullable(Type.String()),
})
const DeadJob = Closed({
  id: Type.String(),
  kind: Type.String(),
  key: Nullable(Type.String()),
  lane: Nullable(Type.String()),
  tries: Type.Integer(),
  error: Type.String(),
  createdAt: Instant,
  diedAt: Instant,
})
const Handler = Closed({
  name: Type.String(),
  /** Places behind the head of the log. */
  lag: Type.Integer(),
  parked: Type.Array(
    Closed({
      subject: Type.String(),
      pos: Type.Integer(),
      event: Type.String(),
      code: Type.String(),
      waiting: Type.Integer(),
      since: Instant,
    }),
  ),
})
const JobId = Closed({ id: Type.String({ pattern: '^[0-9]{1,18}$', maxLength: 18 }) })
const SettingKey = Closed({ key: Type.String({ maxLength: 80 }) })
/** Whose value: a brand's id, or the operator's own when absent. */
const scopeQuery = { brand: Type.Optional(Uuid) }

export const sessionApi = api({
  'POST /api/v1/sessions': {
    summary: 'Sign in with a password; the session comes as a cookie',
    body: Closed({ login: Login, password: Password }),
    answer: SignedIn,
  },
  'GET /api/v1/sessions': { summary: 'Where I am signed in', answer: list(Session) },
  'DELETE /api/v1/sessions/current': { summary: 'Sign out' },
  'DELETE /api/v1/sessions/:id': { summary: 'Sign out on one device', params: ById },
  'DELETE /api/v1/sessions': { summary: 'Sign out everywhere' },
  'POST /api/v1/demo/sign-in': {
    summary: 'Demo only: sign in with one click',
    body: Closed({ agent: Uuid }),
    answer: SignedIn,
  },
  'GET /api/v1/setup': {
    summary: 'Does the first administrator still have to be made?',
    answer: Closed({ needed: Type.Boolean() }),
  },
  'POST /api/v1/setup': {
    summary: 'Become the first administrator, with the link from the terminal',
    body: Closed({
      token: LinkToken,
      login: Login,
      name: Type.String({ minLength: 1, maxLength: 80 }),
      password: Password,
    }),
    answer: SignedIn,
  },
  'PUT /api/v1/password': {
    summary: 'Change my password; signs out everywhere else',
    body: Closed({ current: Password, password: Password }),
  },
  'PUT /api/v1/password/by-link': {
    summary: 'Choose a password with an invitation or reset link',
    body: Closed({ token: LinkToken, password: Password }),
  },
})
export const adminApi = api({
  'GET /api/v1/keys': { summary: 'Keys of programs', answer: list(Key) },
  'POST /api/v1/keys': {
    summary: 'Make a key; its token is shown this once',
    body: Closed({
      name: Type.String({ minLength: 1, maxLength: 80 }),
      role: Type.String({ maxLength: 40 }),
      brand: Nullable(Uuid),
    }),
    answer: Closed({ id: Uuid, token: Type.String(), prefix: Type.String() }),
  },
  'DELETE /api/v1/keys/:id': { summary: 'Revoke a key', params: ById },
  'DELETE /api/v1/agents/:id/sessions': { summary: 'Sign somebody out everywhere', params: ById },
  'GET /api/v1/audit': {
    summary: 'Privileged and denied deeds, youngest first',
    query: PageQuery,
    answer: list(AuditEntry),
  },
  'GET /api/v1/settings': {
    summary: 'Settings the caller may change',
    query: Closed(scopeQuery),
    answer: list(SettingView),
  },
  'PUT /api/v1/settings/:key': {
    summary: 'Change a setting',
    params: SettingKey,
    query: Closed(scopeQuery),
    body: Closed({ value: Type.Unknown() }),
    answer: Closed({ rev: Type.Integer() }),
  },
  'GET /api/v1/jobs': {
    summary: 'Work that waits or runs',
    query: pageQueryWith({ kind: Type.Optional(Type.String({ maxLength: 80 })) }),
    answer: list(Job),
  },
  'GET /api/v1/dead-jobs': {
    summary: 'Work that used up its tries',
    query: pageQueryWith({ kind: Type.Optional(Type.String({ maxLength: 80 })) }),
    answer: list(DeadJob),
  },
  'PUT /api/v1/dead-jobs/:id/replay': { summary: 'Try a dead job again', params: JobId },
  'DELETE /api/v1/dead-jobs/:id': { summary: 'Discard a dead job', params: JobId },
  'GET /api/v1/handlers': {
    summary: 'Who listens to the log, how far behind, and what is parked',
    answer: list(Handler),
  },
  'PUT /api/v1/handlers/:name/parked/:subject/replay': {
    summary: 'Run a parked subject again, in order',
    params: Closed({ name: Type.String({ maxLength: 120 }), subject: Uuid }),
    answer: Closed({ done: Type.Integer() }),
  },
})
export type SessionApi = ApiTypes<typeof sessionApi>
export type AdminApi = ApiTypes<typeof adminApi>
