import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { join } from './join-case.ts'
import type { CaseId } from './matter.ts'
import { openByItself } from './open-by-itself.ts'

/**
 * The customer named a reference: the conversation joins that case of its brand. Not when a person has placed it already, or
 * has said that the two are apart; what others joined stays together. Whoever types one is shown nothing by it.
 */
export async function joinTyped(tx: Tx, app: App, conversation: ConversationId, reference: string): Promise<boolean> {
  // Somebody else may read the log faster than what opens cases.
  await openByItself(tx, app, [conversation])
  const { rows } = await sql<{ id: CaseId }>`
    select named.matter_id as id
    from cases.matter_conversation mine
    join cases.matter own on own.id = mine.matter_id
    join cases.matter_conversation named on named.reference = ${reference} and named.matter_id <> mine.matter_id
    join cases.matter m on m.id = named.matter_id and m.brand_id = own.brand_id
    where mine.conversation_id = ${conversation} and mine.matter_id = mine.home_id
      and not exists (select from cases.matter_conversation c where c.matter_id = mine.matter_id and c.conversation_id <> mine.conversation_id)
      and not exists (select from cases.apart a where a.conversation_id = ${conversation} and a.matter_id = named.matter_id)`.execute(
    tx,
  )
  const [found] = rows
  if (found === undefined) return false
  await join(tx, app, system, { conversation, case: found.id, how: 'reference' })
  return true
}
