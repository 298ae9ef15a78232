import { hot, json, type RawJson, textOf } from '#kernel/db'
import type { BrandId, ConversationId } from '#kernel/ids'
import { livePosText } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ConversationView } from './contract.ts'
import { permitted, type Row } from './lock-row.ts'
import { mayDo } from './may-do.ts'
import { messageJson, rowJson } from './present.ts'
import type { SummaryFacts } from './summary-facts.ts'
import { factsOf, timelineOf } from './timeline.ts'
import { readersLanguages, wordedSummary } from './word-summary.ts'

/** How many messages an opened conversation shows at once. */
export const SHOWN = 50

/** Everything the screen needs to show one conversation; messages as JSON made by PostgreSQL. */
export async function openConversation(
  ctx: Context,
  id: ConversationId,
  lang?: string,
): Promise<RawJson<ConversationView>> {
  const reader = ctx.actor.kind === 'agent' ? ctx.actor.id : null
  const [[opened], facts] = await Promise.all([open.run(ctx.db, [id, reader, ctx.clock.now()]), factsOf(ctx, id)])
  const row = permitted(ctx.actor, 'conversation.read', opened, id)
  const [lines, summary] = await Promise.all([
    timelineOf(ctx, row, facts),
    summaryFor(ctx, row.brand_id, row.shown_summary, lang),
  ])
  return json(
    `{"row":${row.shown_row},"messages":${row.shown_messages},"lines":${JSON.stringify(lines)},"sides":${row.shown_sides},"ways":${row.shown_ways},"later":${row.shown_later},"proposals":${row.shown_proposals},"supervised":${JSON.stringify(row.shown_supervised)},"mergedInto":${row.shown_into ?? null},"splitFrom":${row.shown_origin ?? null},"splits":${row.shown_splits},` +
      `"summary":${JSON.stringify(summary)},"priority":${row.shown_priority ?? nothingJudged},"drafts":${row.shown_drafts},"shared":${row.shown_shared},` +
      `"readSeq":${row.shown_read},"followed":${row.shown_followed},"may":${JSON.stringify(mayDo(ctx, row))},"live":${JSON.stringify(row.shown_live)}}`,
  )
}

async function summaryFor(
  ctx: Context,
  brand: BrandId,
  summary: Parts['shown_summary'],
  lang: string | undefined,
): Promise<ConversationView['summary']> {
  if (summary === null) return null
  return { ...summary, text: wordedSummary(ctx.app, summary.facts, await readersLanguages(ctx, brand, lang)) }
}

const nothingJudged = JSON.stringify({ impact: null, responsibility: null, why: null, by: null })

interface Parts {
  shown_row: string
  shown_messages: string
  shown_summary: { facts: SummaryFacts; at: string } | null
  shown_priority: string | null
  shown_sides: string
  shown_ways: string
  shown_later: string
  shown_proposals: string
  shown_supervised: 'all' | 'public' | null
  shown_into: string | null
  shown_origin: string | null
  shown_splits: string
  shown_drafts: string
  shown_shared: string
  shown_read: number
  shown_followed: boolean
  shown_live: string
}

const iso = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

/** Of an attachment `f`. */
const fileJson = `json_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'bytes', f.bytes, 'width', f.width, 'height', f.height,
  'href', '/api/v1/attachments/' || f.id)`

/** Of conversation $1 for reader $2 at $3: the row, and what is shown as JSON. Whether they may see it is decided on the row. */
const open = hot<Row & Parts>(
  'conversation-open',
  `select r.*, ${textOf(rowJson)}::text as shown_row,
     coalesce((select json_agg(shown.message order by shown.seq) from (
       select ${textOf(messageJson)} as message, m.seq from conversations.message m
       where m.conversation_id = r.conversation_id order by m.seq desc limit ${SHOWN}) shown), '[]')::text as shown_messages,
     (select jsonb_build_object('facts', s.facts, 'at', to_char(s.at at time zone 'UTC', ${iso})) from conversations.summary s
       where s.conversation_id = r.conversation_id) as shown_summary,
     (select json_build_object('impact', p.impact, 'responsibility', p.responsibility, 'why', p.why, 'by', p.by)
       from conversations.priority_change p where p.conversation_id = r.conversation_id order by p.at desc limit 1)::text as shown_priority,
     coalesce((select json_agg(json_build_object('id', s.id, 'address', s.address, 'name', s.name, 'subject', s.subject,
       'at', to_char(s.created_at at time zone 'UTC', ${iso})) order by s.created_at, s.id)
       from conversations.side s where s.conversation_id = r.conversation_id), '[]')::text as shown_sides,
     coalesce((select json_agg(json_build_object('id', w.conversation_id, 'reference', w.reference, 'channel', w.channel,
       'visibility', w.visibility, 'at', to_char(g.at at time zone 'UTC', ${iso})) order by g.at, g.id)
       from conversations.merging g join conversations.inbox_row w on w.conversation_id = g.conversation_id
       where g.into_id = r.conversation_id and g.undone_at is null), '[]')::text as shown_ways,
     coalesce((select json_agg(json_build_object('id', s.id, 'rev', s.rev, 'by', s.agent_id,
       'text', s.text, 'mail', s.mail, 'way', s.way, 'next', s.next, 'anyway', s.anyway, 'stopped', s.stopped,
       'sendAt', to_char(s.send_at at time zone 'UTC', ${iso}), 'attachments', coalesce((
         select json_agg(${fileJson}) from conversations.attachment f where f.id = any(s.attachments)), '[]'::json))
       order by s.send_at, s.id) from conversations.scheduled s
       where s.conversation_id = r.conversation_id), '[]')::text as shown_later,
     coalesce((select json_agg(json_build_object('id', p.id, 'rev', p.rev, 'by', p.agent_id, 'at', to_char(p.at at time zone 'UTC', ${iso}),
       'text', p.text, 'mail', p.mail, 'way', p.way, 'next', p.next, 'disposition', p.disposition_id, 'state', p.state, 'remark', p.remark,
       'decidedBy', p.decided_by, 'attachments', coalesce((
         select json_agg(${fileJson}) from conversations.attachment f where f.id = any(p.attachments)), '[]'::json))
       order by p.at, p.id) from conversations.proposal p
       where p.conversation_id = r.conversation_id), '[]')::text as shown_proposals,
     (select t.replies from conversations.trainee t where t.agent_id = $2::uuid and t.brand_id = r.brand_id
       and (t.until is null or t.until > $3::timestamptz)) as shown_supervised,
     (select json_build_object('id', w.conversation_id, 'reference', w.reference)
       from conversations.merging g join conversations.inbox_row w on w.conversation_id = g.into_id
       where g.conversation_id = r.conversation_id and g.undone_at is null)::text as shown_into,
     (select json_build_object('id', w.conversation_id, 'reference', w.reference, 'channel', w.channel, 'visibility', w.visibility,
       'at', to_char(s.at at time zone 'UTC', ${iso}))
       from conversations.splitting s join conversations.inbox_row w on w.conversation_id = s.origin_id
       where s.conversation_id = r.conversation_id)::text as shown_origin,
     coalesce((select json_agg(json_build_object('id', w.conversation_id, 'reference', w.reference, 'from', m.id) order by s.at, w.conversation_id)
       from conversations.splitting s join conversations.inbox_row w on w.conversation_id = s.conversation_id
       join conversations.message m on m.conversation_id = s.origin_id and m.seq = s.from_seq
       where s.origin_id = r.conversation_id and s.undone_at is null), '[]')::text as shown_splits,
     coalesce((select json_agg(json_build_object('kind', d.kind, 'text', d.text, 'mail', d.mail, 'shared', d.shared_at is not null, 'at', to_char(d.at at time zone 'UTC', ${iso})))
       from conversations.draft d where d.conversation_id = r.conversation_id and d.agent_id = $2::uuid), '[]')::text as shown_drafts,
     coalesce((select json_agg(json_build_object('by', d.agent_id, 'text', d.text, 'at', to_char(d.at at time zone 'UTC', ${iso})) order by d.shared_at)
       from conversations.draft d where d.conversation_id = r.conversation_id and d.agent_id is distinct from $2::uuid and d.kind = 'reply'
       and d.shared_at is not null and d.text <> ''), '[]')::text as shown_shared,
     coalesce((select seq from conversations.read_position p where p.conversation_id = r.conversation_id and p.reader_id = $2::uuid), 0)
       as shown_read,
     exists (select 1 from conversations.follower f where f.conversation_id = r.conversation_id and f.agent_id = $2::uuid and f.following)
       as shown_followed,
     ${livePosText} as shown_live
   from conversations.inbox_row r where r.conversation_id = $1`,
)
