import { json, type RawJson, sql } from '#kernel/db'
import type { BrandId, ConversationId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ConversationView } from './contract.ts'
import { conversationFor } from './conversation-for.ts'
import { mayDo } from './may-do.ts'
import { messageJson, rowJson } from './present.ts'
import type { SummaryFacts } from './summary-facts.ts'
import { timelineOf } from './timeline.ts'
import { readersLanguages, wordedSummary } from './word-summary.ts'

/** How many messages an opened conversation shows at once. */
export const SHOWN = 50

/** Everything the screen needs to show one conversation; messages as JSON made by PostgreSQL. */
export async function openConversation(
  ctx: Context,
  id: ConversationId,
  lang?: string,
): Promise<RawJson<ConversationView>> {
  const row = await conversationFor(ctx.actor, id, ctx.db)
  const reader = ctx.actor.kind === 'agent' ? ctx.actor.id : null
  const [parts, lines] = await Promise.all([readParts(ctx, id, reader), timelineOf(ctx, row)])
  const summary = await summaryFor(ctx, row.brand_id, parts.summary, lang)
  return json(
    `{"row":${parts.row},"messages":${parts.messages},"lines":${JSON.stringify(lines)},"sides":${parts.sides},"summary":${JSON.stringify(summary)},` +
      `"priority":${parts.priority ?? nothingJudged},"drafts":${parts.drafts},"readSeq":${parts.read},` +
      `"may":${JSON.stringify(mayDo(ctx.actor, row))},"live":${JSON.stringify(parts.live)}}`,
  )
}

async function summaryFor(
  ctx: Context,
  brand: BrandId,
  summary: Parts['summary'],
  lang: string | undefined,
): Promise<ConversationView['summary']> {
  if (summary === null) return null
  return { ...summary, text: wordedSummary(ctx.app, summary.facts, await readersLanguages(ctx, brand, lang)) }
}

const nothingJudged = JSON.stringify({ impact: null, responsibility: null, why: null, by: null })

interface Parts {
  row: string
  messages: string
  summary: { facts: SummaryFacts; at: string } | null
  priority: string | null
  sides: string
  drafts: string
  read: number
  live: string
}

async function readParts(ctx: Context, id: ConversationId, reader: string | null): Promise<Parts> {
  const iso = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`)
  const { rows } = await sql<Parts>`
    select ${rowJson}::text as row,
      coalesce((select json_agg(shown.message order by shown.seq) from (
        select ${messageJson} as message, m.seq from conversations.message m
        where m.conversation_id = r.conversation_id order by m.seq desc limit ${SHOWN}) shown), '[]')::text as messages,
      (select jsonb_build_object('facts', s.facts, 'at', to_char(s.at at time zone 'UTC', ${iso})) from conversations.summary s
        where s.conversation_id = r.conversation_id) as summary,
      (select jsonb_build_object('impact', p.impact, 'responsibility', p.responsibility, 'why', p.why, 'by', p.by)
        from conversations.priority_change p where p.conversation_id = r.conversation_id order by p.at desc limit 1)::text as priority,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'address', s.address, 'name', s.name, 'subject', s.subject,
        'at', to_char(s.created_at at time zone 'UTC', ${iso})) order by s.created_at, s.id)
        from conversations.side s where s.conversation_id = r.conversation_id), '[]')::text as sides,
      coalesce((select jsonb_agg(jsonb_build_object('kind', d.kind, 'text', d.text, 'mail', d.mail, 'at', to_char(d.at at time zone 'UTC', ${iso})))
        from conversations.draft d where d.conversation_id = r.conversation_id and d.agent_id = ${reader}::uuid), '[]')::text as drafts,
      coalesce((select seq from conversations.read_position p where p.conversation_id = r.conversation_id and p.reader_id = ${reader}::uuid), 0) as read,
      ${livePos()} as live
    from conversations.inbox_row r where r.conversation_id = ${id}`.execute(ctx.db)
  const [parts] = rows
  if (parts === undefined) throw new Error('A conversation went away between two statements.')
  return parts
}
