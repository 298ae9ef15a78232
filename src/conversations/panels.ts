import { may } from '#kernel/access'
import { notFound, Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context, Panel } from '#kernel/registry'
import type { ConversationsApi } from './contract.ts'
import { conversationFor } from './conversation-for.ts'
import type { Row } from './lock-row.ts'

type Shown = ConversationsApi['GET /api/v1/conversations/:id/panels/:panel']['answer']

const allowed = (ctx: Context, row: Row): Panel[] =>
  [...ctx.app.registered.panels.values()].filter((panel) =>
    may(ctx.actor, panel.permission, { brand: row.brand_id, scopes: row.scopes }),
  )

/** Which panels stand beside this conversation for this viewer, in the order the modules registered them. */
export async function listPanels(ctx: Context, id: ConversationId): Promise<{ panels: string[] }> {
  const row = await conversationFor(ctx.actor, id, ctx.db)
  return { panels: allowed(ctx, row).map((panel) => panel.name) }
}

/** One panel within its time; late or broken, it alone is unavailable. */
export async function loadPanel(ctx: Context, id: ConversationId, name: string): Promise<Shown> {
  const row = await conversationFor(ctx.actor, id, ctx.db)
  const panel = allowed(ctx, row).find((candidate) => candidate.name === name)
  if (panel === undefined) throw notFound('panel')
  const shown = await within(panel.budgetMs, panel.load(ctx, panel.on === 'contact' ? row.contact_id : id))
  return shown && { ...shown, items: [...shown.items] }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(
      () => refuse(new Problem('unavailable', 'This panel takes too long right now. The rest of the screen works.')),
      ms,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
