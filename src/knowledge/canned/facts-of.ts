import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import { notFound } from '#kernel/errors'
import type { Context } from '#kernel/registry'

/** What is needed of a conversation's row as it is shown to staff. */
const Facts = Type.Object({
  brand: Type.String(),
  reference: Type.String(),
  contact: Type.Object({ id: Type.String(), name: Type.String() }),
  lang: Type.Union([Type.String(), Type.Null()]),
})
export type Facts = Static<typeof Facts>

/**
 * A conversation as this actor may see it, through the registry: conversations stands beside this module, not below it.
 * Foreign or unknown: 404.
 */
export async function factsOf(ctx: Context, id: string): Promise<Facts> {
  const { routes, lives } = ctx.app.registered
  const mayRead = routes.get('GET /api/v1/conversations/:id/may')
  const kind = lives.get('conversation')
  if (mayRead === undefined || kind === undefined) throw notFound('conversation')
  await mayRead.operation.run(ctx, { params: { id }, query: {}, body: undefined })
  const row: unknown = (await kind.present(ctx.db, [id], 'staff')).get(id)
  if (!Check(Facts, row)) throw notFound('conversation')
  return row
}
