import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { tell } from '#notices'
import { caseOf } from '../case-for.ts'
import type { Transfer } from '../contract.ts'
import type { TransferRow } from '../tables.ts'
import { lockTransfer, presentTransfer, tellTransfer, transferFrom, transferInto } from './transfer.ts'

/** Somebody of the sister brand says "I have it": from then on it is theirs. */
export const takeTransfer = (ctx: Context, conversation: ConversationId): Promise<Transfer> =>
  ctx.transaction(async (tx) => {
    await caseOf(ctx.actor, conversation, tx, 'case.manage')
    const row = await locked(tx, await transferInto(tx, conversation))
    if (row === null) throw new Problem('unprocessable', 'This conversation did not come from a sister brand.')
    if (row.state === 'taken') return presentTransfer(tx, row)
    if (row.state !== 'agreed')
      throw new Problem('conflict', 'It went back a moment ago: its time had passed, or it was taken back.')
    const now = tx.clock.now()
    await sql`
      update cases.transfer set state = 'taken', taken_at = ${now}, taken_by = ${tx.by}, ended_at = ${now}, rev = rev + 1
      where id = ${row.id}`.execute(tx)
    await tellTransfer(tx, row, 'taken')
    if (row.owner_id !== null) await warn(tx, row, 'transfer-taken')
    return again(tx, row)
  })

/** The advisor takes it back before it is taken; what went is forgotten there. */
export const withdrawTransfer = (ctx: Context, conversation: ConversationId): Promise<Transfer | null> =>
  ctx.transaction(async (tx) => {
    await caseOf(ctx.actor, conversation, tx, 'case.manage')
    const row = await locked(tx, await transferFrom(tx, conversation))
    if (row === null) return null
    if (row.state === 'taken')
      throw new Problem('conflict', 'It is taken there already. Speak with who has it; nothing was changed.')
    if (row.state === 'asked' || row.state === 'agreed') await end(tx, row, 'withdrawn')
    return again(tx, row)
  })

/** Its time has come: what nobody took, or the customer never answered, is its owner's again, who is warned. */
export const watchTransfer = (ctx: Context, { transferId }: { transferId: string }): Promise<void> =>
  ctx.transaction(async (tx) => {
    const row = await lockTransfer(tx, transferId)
    if (row === null || (row.state !== 'asked' && row.state !== 'agreed')) return
    await end(tx, row, 'returned')
    if (row.owner_id !== null) await warn(tx, row, 'transfer-returned')
  })

const locked = (tx: Tx, row: TransferRow | null) => (row === null ? null : lockTransfer(tx, row.id))

async function again(tx: Tx, { id }: TransferRow): Promise<Transfer> {
  const row = await lockTransfer(tx, id)
  if (row === null) throw new Error('A handover went away between two statements.')
  return presentTransfer(tx, row)
}

async function end(tx: Tx, row: TransferRow, state: 'returned' | 'withdrawn'): Promise<void> {
  await sql`
    update cases.transfer set state = ${state}, ended_at = ${tx.clock.now()}, rev = rev + 1 where id = ${row.id}`.execute(
    tx,
  )
  await tellTransfer(tx, row, state)
}

async function warn(tx: Tx, row: TransferRow, code: 'transfer-taken' | 'transfer-returned'): Promise<void> {
  const { scopes } = await tx
    .selectFrom('cases.matter_conversation')
    .select('scopes')
    .where('conversation_id', '=', row.conversation_id)
    .executeTakeFirstOrThrow()
  if (row.owner_id === null) return
  await tell(tx, {
    agent: row.owner_id,
    kind: 'warning',
    about: { kind: 'conversation', id: row.conversation_id },
    where: { brand: row.brand_id, scopes },
    data: { code, since: row.take_by.toISOString() },
    key: `${code}:${row.id}`,
  })
}
