import { type Db, sql } from '#kernel/db'
import type { Context, SearchKind } from '#kernel/registry'
import { search } from '#kernel/search'
import type { ConversationsApi } from './contract.ts'

type Query = ConversationsApi['GET /api/v1/search']['query']
type Answer = ConversationsApi['GET /api/v1/search']['answer']

// What is indexed of one conversation: its newest words; nobody searches a year of chatter as one document.
const NEWEST = 200

/** Conversations are found by what was said in them, by their reference and by the contact's name. */
export const conversationSearch: SearchKind = {
  kind: 'conversation',
  permission: 'conversation.read',
  on: {
    'conversation.started': (event) => event.subject,
    'message.received': (event) => event.subject,
    'message.kept': (event) => event.subject,
    'message.edited': (event) => event.subject,
    'message.deleted': (event) => event.subject,
    'message.redacted': (event) => event.subject,
    'reply.sent': (event) => event.subject,
    'reply.withdrawn': (event) => event.subject,
    'note.written': (event) => event.subject,
    'conversation.handed': (event) => event.subject,
    'conversation.changed': (event) => event.subject,
    'conversation.closed': (event) => event.subject,
    'conversation.merged': (event) => event.subject,
    'conversation.unmerged': (event) => event.subject,
    'conversation.split-off': (event) => event.subject,
  },
  load: loadDocuments,
}

type Documents = Awaited<ReturnType<SearchKind['load']>>

async function loadDocuments(db: Db, ids: readonly string[]): Promise<Documents> {
  const { rows } = await sql<Documents[number]>`
    select r.conversation_id as id, r.brand_id as brand, r.scopes, coalesce(r.lang, '') as lang,
      r.reference || case when c.reference <> r.reference then ' ' || c.reference else '' end
        || ' ' || r.contact_name || coalesce(' ' || r.subject, '') as title,
      coalesce((select string_agg(said.text, e'\\n') from (
        select m.text from conversations.message m
        where m.conversation_id = r.conversation_id and m.deleted_at is null and m.delivery is distinct from 'withdrawn'
        order by m.seq desc limit ${NEWEST}) said), '') as text
    from conversations.inbox_row r join conversations.conversation c on c.id = r.conversation_id
    where r.conversation_id = any(${[...ids]}::uuid[])
      and not exists (select from conversations.merging g where g.conversation_id = r.conversation_id and g.undone_at is null)`.execute(
    db,
  )
  return rows
}

/** One search over everything that modules made searchable. */
export async function searchAll(ctx: Context, query: Query): Promise<Answer> {
  const kinds = query.kind === undefined ? [...ctx.app.registered.searchables.keys()] : [query.kind]
  const hits = await search(ctx, { kinds, q: query.q, limit: query.limit ?? 20 })
  return {
    hits: hits.map(({ kind, id, title, snippet, brand, lang }) => ({
      kind,
      id,
      title,
      snippet,
      brand,
      lang: lang === '' ? null : lang,
    })),
  }
}
