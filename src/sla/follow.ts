import { rowsOf, takenOver } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import { type Followed, happens } from './follow-talk.ts'
import { calendarsBy, type LoadedTalk, lockTalks, policiesOf } from './load.ts'
import { choosePolicy } from './policy.ts'
import { reckoned } from './reckon.ts'
import { saveTalks } from './save.ts'

/** The clocks follow the log: what came together is done together, a few statements for all of it. */
export async function follow(tx: Tx, all: readonly Followed[]): Promise<void> {
  const events = await hadHere(
    tx,
    all.filter((event) => !isOtherChange(event)),
  )
  const ids = [...new Set(events.flatMap((event) => [event.subject as ConversationId, ...otherOf(event)]))]
  if (ids.length === 0) return
  await welcome(tx, events)
  const talks = await lockTalks(tx, ids)
  const told = new Map(talks.map((talk) => [talk.id, talk]))
  for (const event of events) {
    const talk = told.get(event.subject as ConversationId)
    const [other] = otherOf(event)
    if (talk !== undefined)
      told.set(talk.id, { ...talk, ...happens(talk, event, other === undefined ? undefined : told.get(other)) })
  }
  await reckonTalks(tx, talks, [...told.values()], { anew: false })
}

const ofTwo: ReadonlySet<string> = new Set(['conversation.merged', 'conversation.unmerged', 'conversation.split-off'])
/** The conversation that a merge, the end of one, or a split is about: its clocks have their part in it. */
const otherOf = (event: Followed): ConversationId[] =>
  ofTwo.has(event.name) ? [(event as StoredEvent<'conversation.merged'>).data.conversationId] : []

/** Of what is stamped on a row only the queue is of importance here; our own stamp least of all. */
const isOtherChange = (event: Followed): boolean =>
  event.name === 'conversation.changed' && !(event as StoredEvent<'conversation.changed'>).data.what.includes('queue')

/** Nothing was promised for what was had elsewhere and taken over; what comes after that is ours. */
async function hadHere(tx: Tx, events: readonly Followed[]): Promise<Followed[]> {
  const subjects = new Set(events.map(({ subject }) => subject as ConversationId))
  const since = await takenOver(tx, [...subjects])
  return events.filter(({ subject, at }) => {
    const taken = since.get(subject as ConversationId)
    return taken === undefined || at > taken
  })
}

/** Conversations that are not known yet. */
async function welcome(tx: Tx, events: readonly Followed[]): Promise<void> {
  const begun = events.filter(({ name }) => name === 'conversation.started' || name === 'message.received')
  const rows = begun.map(({ subject, brand }) => ({ id: subject, brand }))
  if (rows.length === 0) return
  await sql`
    insert into sla.talk (conversation_id, brand_id)
    select distinct id, brand from json_to_recordset(${JSON.stringify(rows)}::json) as g (id uuid, brand uuid) order by id
    on conflict (conversation_id) do nothing`.execute(tx)
}

interface How {
  /** The settings are others: count as if they had always been so. */
  anew: boolean
}

/** Reckons the open clocks of locked conversations by what is promised now, and writes what changed. */
export async function reckonTalks(
  tx: Tx,
  before: readonly LoadedTalk[],
  talks: readonly LoadedTalk[],
  { anew }: How,
): Promise<void> {
  if (talks.length === 0) return
  const policies = await policiesOf(tx, [...new Set(talks.map(({ brand }) => brand))])
  const calendars = await calendarsBy(tx, [
    ...policies.map(({ calendar }) => calendar),
    ...talks.flatMap(({ clocks }) => clocks.map(({ calendar }) => calendar)),
  ])
  const rows = await rowsOf(
    tx,
    talks.map(({ id }) => id),
  )
  const now = tx.clock.now().getTime()
  const after = talks.map((talk) => {
    const row = rows.get(talk.id)
    const policy =
      row === undefined
        ? null
        : choosePolicy(policies, {
            brand: row.brand_id,
            queue: row.queue_id,
            channel: row.channel,
            priority: row.priority,
          })
    return { ...talk, clocks: talk.clocks.map((clock) => reckoned(clock, policy, calendars, now, anew)) }
  })
  await saveTalks(tx, before, after)
}
