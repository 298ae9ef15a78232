import { hot } from '#kernel/db'
import type { StoredEvent } from './event.ts'

/** An event as the table has it: with the lane its subject is in. */
export type LaneEvent = StoredEvent & { readonly lane: number }

const columns = 'pos, seq, at, name, brand, subject, about, by, data, scopes, was, lane'

/** (after, up to, lanes or null, names or null, at most): events of the log in order of pos. */
export const readLog = hot<LaneEvent>(
  'kernel-read-log',
  `select ${columns} from kernel.read_log($1::bigint, $2::bigint, $3::smallint[], $4::text[], $5::integer)`,
)
