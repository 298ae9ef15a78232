import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { attributesOf, type Holder, lackingToSolve, setAttribute } from '#people'
import type { AttributeValue, KnownAttribute } from '#people/contract'
import { conversationFor } from '../conversation-for.ts'
import { changeRow, lockRow, type Row } from '../lock-row.ts'

const holderOf = ({ conversation_id: subject, contact_id: contact, brand_id: brand, scopes }: Row): Holder => ({
  on: 'conversation',
  ...{ subject, contact, brand, scopes },
})

export async function conversationAttributes(ctx: Context, id: ConversationId): Promise<{ items: KnownAttribute[] }> {
  return attributesOf(ctx.db, ctx.actor, holderOf(await conversationFor(ctx.actor, id, ctx.db)))
}

/** Says what is known of a conversation; null takes it away. */
export const setConversationAttribute = (
  ctx: Context,
  { id, ...said }: { id: ConversationId; attribute: string; value: AttributeValue },
): Promise<{ items: KnownAttribute[] }> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if (await setAttribute(tx, ctx.actor, holderOf(row), said))
      await changeRow(tx, {
        row,
        set: sql`status = status`,
        name: 'conversation.attribute-set',
        data: { attributeId: said.attribute },
      })
    return attributesOf(tx, ctx.actor, holderOf(row))
  })

/** What the brand asks its people for; no program is held up by it. */
export async function refuseWithoutAttributes(tx: Tx, row: Row, by: string): Promise<void> {
  if (!by.startsWith('agent:')) return
  const { contact_id: subject } = row
  const lacking = await lackingToSolve(tx, [holderOf(row), { ...holderOf(row), on: 'contact', subject }])
  if (lacking.length === 0) return
  const names = lacking.map(({ key }) => key).join(', ')
  throw new Problem(
    'invalid_input',
    `This brand asks for these before a conversation is solved: ${names}. Nothing was changed.`,
    {
      faults: lacking.map(({ key, id }) => ({ pointer: `/attributes/${id}`, detail: `${key} is required` })),
    },
  )
}
