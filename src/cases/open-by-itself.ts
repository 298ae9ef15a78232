import { sql, type Tx } from '#kernel/db'
import { publishAll } from '#kernel/events'
import { type ConversationId, idFrom } from '#kernel/ids'
import type { App } from '#kernel/registry'
import type { CaseId } from './matter.ts'
import { type Talk, talksOf } from './talks.ts'

/** The case a conversation opens by itself: always the same, so that it is opened once. */
const ownCaseOf = (conversation: ConversationId): CaseId => idFrom(`case of ${conversation}`)

interface Opened {
  id: CaseId
  brand: string
  contact: string
  conversation: ConversationId
}

/** Every conversation is about something: each of these opens a case with its own reference, unless it is in one. */
export async function openByItself(tx: Tx, app: App, conversations: readonly ConversationId[]): Promise<void> {
  if (conversations.length === 0) return
  const talks = await talksOf(app, tx, conversations)
  const rows = [...talks.values()].map(caseRow)
  const { rows: opened } = await sql<Opened>`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as (id uuid, brand uuid, contact uuid, conversation uuid, reference text, at timestamptz)
    ), matter as (
      insert into cases.matter (id, brand_id, contact_id, reference, status, opened_at)
      select id, brand, contact, reference, 'received', at from given order by id
      on conflict do nothing returning id
    ), member as (
      insert into cases.matter_conversation (conversation_id, matter_id, home_id, reference, joined_by, by, since)
      select g.conversation, g.id, g.id, g.reference, 'self', ${tx.by}, g.at from given g join matter using (id) order by g.id
      on conflict do nothing)
    select g.id, g.brand, g.contact, g.conversation from given g join matter using (id) order by g.id`.execute(tx)
  await publishAll(
    tx,
    'case.opened',
    opened.map(({ id, brand, contact, conversation }) => ({
      brand,
      subject: id,
      about: { contact, case: id },
      data: { conversationId: conversation },
    })),
  )
}

const caseRow = (talk: Talk) => ({
  id: ownCaseOf(talk.id),
  brand: talk.brand,
  contact: talk.contact.id,
  conversation: talk.id,
  reference: talk.reference,
  at: talk.createdAt,
})
