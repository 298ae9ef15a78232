import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import { agentsByIds } from '#people'
import type { Past, PastMessage } from './past.ts'
import { heldBy, type PastEvent, pastEvents } from './past-events.ts'
import { newReference } from './reference.ts'

/**
 * Takes over a conversation that was had elsewhere: everything with the time it had. The same again changes nothing.
 * Errors: `id_reused` (another conversation under this id), `invalid_input` (an advisor, label or disposition that is not the brand's).
 */
export async function importPast(tx: Tx, past: Past): Promise<{ reference: string; repeat: boolean }> {
  const before = await known(tx, past)
  if (before !== null) return { reference: before, repeat: true }
  await refuseUnknown(tx, past)
  const reference = newReference(past.brand.slug)
  await insertConversation(tx, past, reference)
  await insertRow(tx, past, reference)
  await insertMessages(tx, past)
  await insertEnd(tx, past)
  await insertEvents(tx, past, pastEvents(past))
  return { reference, repeat: false }
}

async function known(tx: Tx, { id, digest }: Past): Promise<string | null> {
  // Two of the same at once: the second waits here and finds what the first made.
  await sql`select pg_advisory_xact_lock(hashtextextended('conversations.import ' || ${id}::text, 0))`.execute(tx)
  const found = await tx
    .selectFrom('conversations.conversation as c')
    .leftJoin('conversations.imported as i', 'i.conversation_id', 'c.id')
    .select(['c.reference', 'i.digest'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) return null
  if (found.digest === digest) return found.reference
  throw new Problem('id_reused', 'This id already belongs to another conversation. Nothing was stored.')
}

async function refuseUnknown(tx: Tx, past: Past): Promise<void> {
  const agents = past.messages.flatMap(({ by }) => (by.kind === 'agent' && by.id !== null ? [by.id] : []))
  const there = await agentsByIds(tx, agents)
  const stranger = agents.find((id) => !there.has(id))
  if (stranger !== undefined)
    throw fault('/body/messages', `names an advisor who is not here: ${stranger}; leave the id out`)
  if (!(await areOurs(tx, past, 'label', past.labels))) throw fault('/body/labels', 'holds a label the brand lacks')
  if (!(await areOurs(tx, past, 'disposition', past.disposition === null ? [] : [past.disposition])))
    throw fault('/body/disposition', 'is not one of the brand’s')
}

const fault = (pointer: string, detail: string): Problem =>
  new Problem('invalid_input', `${pointer} ${detail}. Nothing was stored.`, { faults: [{ pointer, detail }] })

async function areOurs(tx: Tx, past: Past, table: 'label' | 'disposition', ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(`conversations.${table}`)}
    where id = any(${ids}::uuid[]) and (brand_id is null or brand_id = ${past.brand.id})`.execute(tx)
  return rows.length === new Set(ids).size
}

const startOf = ({ messages, solvedAt }: Past): Date => messages[0]?.at ?? solvedAt

async function insertConversation(tx: Tx, past: Past, reference: string): Promise<void> {
  await tx
    .insertInto('conversations.conversation')
    .values({
      id: past.id,
      brand_id: past.brand.id,
      account_id: past.account,
      channel: past.channel,
      visibility: 'private',
      thread_key: `import:${past.id}`,
      contact_id: past.contact.id,
      reference,
      subject: past.subject,
      lang: past.lang,
      page: null,
      created_at: startOf(past),
    })
    .execute()
  await tx
    .insertInto('conversations.imported')
    .values({ conversation_id: past.id, digest: past.digest, by: tx.by, at: tx.clock.now() })
    .execute()
}

async function insertRow(tx: Tx, past: Past, reference: string): Promise<void> {
  const { holder, agent } = heldBy(past)
  const last = past.messages.findLast(({ isNote }) => !isNote)
  await tx
    .insertInto('conversations.inbox_row')
    .values({
      conversation_id: past.id,
      brand_id: past.brand.id,
      contact_id: past.contact.id,
      contact_name: past.contact.name,
      channel: past.channel,
      visibility: 'private',
      reference,
      subject: past.subject,
      lang: past.lang,
      created_at: startOf(past),
      status: 'solved',
      was_status: 'open',
      holder,
      assignee_id: agent,
      assignee_name: await nameOf(tx, agent),
      labels: [...past.labels],
      last_text: last?.baked.preview ?? '',
      last_by: last?.by.kind ?? 'system',
      last_at: last?.at ?? past.solvedAt,
      last_seq: past.messages.length,
      last_contact_seq: past.messages.findLastIndex(({ by }) => by.kind === 'contact') + 1,
      disposition_id: past.disposition,
      solved_at: past.solvedAt,
    })
    .execute()
}

const nameOf = async (tx: Tx, agent: AgentId | null): Promise<string | null> =>
  agent === null ? null : ((await agentsByIds(tx, [agent])).get(agent)?.publicName ?? '')

/** All of them in one statement: a conversation may be long. */
async function insertMessages(tx: Tx, past: Past): Promise<void> {
  const rows = past.messages.map((message, at) => ({ ...columnsOf(message), seq: at + 1 }))
  await sql`
    insert into conversations.message (conversation_id, id, seq, account_id, by_kind, by_id, by_name, visibility,
      text, html, baked_by, lang, at, received_at, delivery)
    select ${past.id}, m.id, m.seq, ${past.account}, m.by_kind, m.by_id, m.by_name, m.visibility,
      m.text, m.html, m.baked_by, case when m.by_kind = 'contact' then ${past.lang}::text end, m.at, m.at, m.delivery
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (id uuid, seq integer, by_kind text, by_id uuid, by_name text,
      visibility text, text text, html text, baked_by smallint, at timestamptz, delivery text)`.execute(tx)
}

const columnsOf = ({ id, at, by, baked, isNote }: PastMessage) => ({
  id,
  at: at.toISOString(),
  by_kind: by.kind,
  by_id: by.kind === 'agent' ? by.id : null,
  by_name: by.kind === 'contact' ? null : by.name,
  visibility: isNote ? 'note' : 'private',
  text: baked.text,
  html: baked.html,
  baked_by: baked.bakedBy,
  delivery: by.kind === 'contact' || isNote ? null : 'sent',
})

async function insertEnd(tx: Tx, past: Past): Promise<void> {
  const { id, solvedAt, labels, disposition } = past
  await tx
    .insertInto('conversations.solution')
    .values({ conversation_id: id, by: tx.by, disposition_id: disposition, at: solvedAt })
    .execute()
  if (labels.length === 0) return
  await tx
    .insertInto('conversations.labelling')
    .values(labels.map((label) => ({ conversation_id: id, label_id: label, by: tx.by, at: solvedAt })))
    .execute()
}

/** Not by publish(), which writes the present: each fact gets the time at which it was one. */
async function insertEvents(tx: Tx, past: Past, events: readonly PastEvent[]): Promise<void> {
  const rows = events.map(({ at, name, by, data }) => ({ at: at.toISOString(), name, by, data }))
  await sql`
    insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
    select e.at, e.name, r.brand_id, r.conversation_id, jsonb_build_object('contact', r.contact_id), e.by, e.data, r.scopes
    from conversations.inbox_row r,
      rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (at timestamptz, name text, by text, data jsonb))
        with ordinality as e (at, name, by, data, n)
    where r.conversation_id = ${past.id} order by e.n`.execute(tx)
}
