import { describeError } from './error.ts'
import { code, id, number, path, time, truth } from './values.ts'

/**
 * Every field a log line may carry and what its value must look like. A name that is not here is dropped;
 * a value that does not fit is withheld. Free text has no kind on purpose: it is where personal data hides.
 */
const allowed: Readonly<Record<string, (value: unknown) => unknown>> = {
  // who and what
  id,
  agent: id,
  brand: id,
  contact: id,
  conversation: id,
  message: id,
  account: id,
  queue: id,
  key: id,
  subject: id,
  job: id,
  blob: id,
  request: id,
  requestId: id,
  session: id,
  actor: id,
  by: id,
  owner: id,
  team: id,
  // names from closed lists
  code,
  kind: code,
  event: code,
  handler: code,
  name: code,
  module: code,
  channel: code,
  permission: code,
  scope: code,
  state: code,
  reason: code,
  method: code,
  lease: code,
  lang: code,
  level: code,
  node: code,
  version: code,
  signal: code,
  role: code,
  verb: code,
  step: code,
  statement: code,
  table: code,
  setting: code,
  migration: code,
  host: code,
  store: code,
  table_name: code,
  // where
  route: path,
  file: path,
  dir: path,
  // how much
  ms: number,
  count: number,
  bytes: number,
  status: number,
  pos: number,
  seq: number,
  lane: number,
  attempt: number,
  attempts: number,
  lag: number,
  port: number,
  pid: number,
  limit: number,
  size: number,
  from: number,
  to: number,
  rev: number,
  exit: number,
  retryInMs: number,
  waiting: number,
  dropped: number,
  connections: number,
  demo: truth,
  embedded: truth,
  ok: truth,
  retry: truth,
  adopted: truth,
  at: time,
  until: time,
  since: time,
  // what went wrong
  error: describeError,
  err: describeError,
  cause: describeError,
}

/** The fields that may be written, each as its kind allows. */
export function allowedOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    const show = Object.hasOwn(allowed, name) ? allowed[name] : undefined
    if (show !== undefined && value !== undefined) kept[name] = value === null ? null : show(value)
  }
  return kept
}
