import { sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { findPersonal, type MaskKind } from '#kernel/text'
import { conversationFor } from '../conversation-for.ts'
import { presentMessage } from '../present-one.ts'
import type { RedactApi } from './contract.ts'

type Answer = RedactApi['GET /api/v1/conversations/:id/messages/:message/redactable']['answer']
type Kind = Answer['findings'][number]['kind']

/** What is worth taking out when it passes its checksum; a telephone number or an address is what customers are reached by. */
const kinds: Partial<Record<MaskKind, Kind>> = { card: 'card', iban: 'account', puk: 'code', imei: 'other' }

/** What a message says, and what of it looks as if nobody here should read it. */
export async function redactable(ctx: Context, id: ConversationId, message: MessageId): Promise<Answer> {
  await conversationFor(ctx.actor, id, ctx.db, 'conversation.redact')
  const { rows } = await sql<{ text: string; rev: number; lang: string | null; gone: boolean }>`
    select text, rev, lang, deleted_at is not null or coalesce(delivery = 'withdrawn', false) as gone
    from conversations.message where conversation_id = ${id} and id = ${message}`.execute(ctx.db)
  const [said] = rows
  if (said === undefined || said.gone) throw notFound('message')
  const shown = await presentMessage(ctx.db, id, message)
  const findings = findPersonal(said.text, said.lang ?? undefined).flatMap(({ text, kind }) => {
    const what = kinds[kind]
    return what === undefined ? [] : [{ text, kind: what }]
  })
  return { text: said.text, rev: said.rev, findings, files: shown.message.attachments }
}
