import type { Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import type { CannedResponse, KnowledgeApi } from '../contract.ts'
import { allowEverywhere, allowInBrand } from '../policy.ts'
import { type CannedRow, presentCanned } from './present.ts'

type New = KnowledgeApi['POST /api/v1/canned-responses']['body']
export type CannedValues = KnowledgeApi['PUT /api/v1/canned-responses/:id']['body']

/** Creates a canned response. The same id with the same words again changes nothing. Errors: `conflict` (shortcut taken), `id_reused`. */
export function writeCanned(ctx: Context, { id, ...values }: New): Promise<CannedResponse> {
  allowFor(ctx, values.brand)
  return ctx.transaction(async (tx) => {
    const known = await tx.selectFrom('knowledge.canned_response').selectAll().where('id', '=', id).executeTakeFirst()
    if (known !== undefined) return sameOrRefused(known, values)
    await refuseTaken(tx, id, values)
    const row = await tx
      .insertInto('knowledge.canned_response')
      .values({ id, ...columnsOf(values), created_at: tx.clock.now() })
      .returningAll()
      .executeTakeFirstOrThrow()
    return told(tx, row)
  })
}

/** Changes a canned response. */
export const changeCanned = (ctx: Context, id: string, values: CannedValues): Promise<CannedResponse> =>
  ctx.transaction(async (tx) => {
    const before = await lockCanned(ctx, tx, id)
    allowFor(ctx, values.brand)
    if (same(before, values)) return presentCanned(before)
    await refuseTaken(tx, id, values)
    const row = await tx
      .updateTable('knowledge.canned_response')
      .set({ ...columnsOf(values), rev: before.rev + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return told(tx, row)
  })

export const removeCanned = (ctx: Context, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { brand_id: brand } = await lockCanned(ctx, tx, id)
    await tx.deleteFrom('knowledge.canned_response').where('id', '=', id).execute()
    await publish(tx, 'canned-response.removed', { brand, subject: id, data: {} })
  })

async function lockCanned(ctx: Context, tx: Tx, id: string): Promise<CannedRow> {
  const row = await tx
    .selectFrom('knowledge.canned_response')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound('canned response')
  allowFor(ctx, row.brand_id)
  return row
}

const allowFor = ({ actor }: Context, brand: string | null): void =>
  brand === null
    ? allowEverywhere(actor, 'canned.manage')
    : allowInBrand(actor, 'canned.manage', brand, 'canned response')

const columnsOf = ({ brand, shortcut, lang, title, text }: CannedValues) => ({
  brand_id: brand,
  shortcut,
  lang,
  title,
  text,
})

const same = (row: CannedRow, values: CannedValues): boolean =>
  Object.entries(columnsOf(values)).every(([name, value]) => Reflect.get(row, name) === value)

function sameOrRefused(row: CannedRow, values: CannedValues): CannedResponse {
  if (!same(row, values))
    throw new Problem('id_reused', 'This id was used for another canned response. Nothing was changed.')
  return presentCanned(row)
}

async function told(tx: Tx, row: CannedRow): Promise<CannedResponse> {
  await publish(tx, 'canned-response.written', { brand: row.brand_id, subject: row.id, data: { rev: row.rev } })
  return presentCanned(row)
}

async function refuseTaken(tx: Tx, id: string, { brand, lang, shortcut }: CannedValues): Promise<void> {
  const taken = await tx
    .selectFrom('knowledge.canned_response')
    .select('id')
    .where('brand_id', brand === null ? 'is' : '=', brand)
    .where('lang', '=', lang)
    .where('shortcut', '=', shortcut)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (taken === undefined) return
  throw new Problem('conflict', 'This shortcut is taken in this language. Choose another; nothing was changed.', {
    faults: [{ pointer: '/body/shortcut', detail: 'is taken' }],
  })
}
