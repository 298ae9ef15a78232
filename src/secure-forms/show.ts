import { conversationFor, latelyWritten } from '#conversations'
import { may, visibleIn } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { findPersonal } from '#kernel/text'
import { whyNot } from './ask.ts'
import type { FormSettings, SecureView } from './contract.ts'
import { settingsOf } from './define.ts'
import { type Form, present } from './request.ts'
import { linkSetting } from './setting.ts'

const MOST_SHOWN = 20

/** What was asked here and came of it, newest first; and what may be asked for now. */
export async function showSecureForms(ctx: Context, id: ConversationId): Promise<SecureView> {
  const row = await conversationFor(ctx.actor, id, ctx.db)
  const requests = await ctx.db
    .selectFrom('secure_forms.request')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  const forms = await ctx.db
    .selectFrom('secure_forms.form')
    .select(['id', 'takes', 'name'])
    .where('brand_id', '=', row.brand_id)
    .where('retired_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const allowed = may(ctx.actor, 'conversation.reply', { brand: row.brand_id, scopes: row.scopes })
  const why = allowed ? (whyNot(row) ?? (forms.length === 0 ? 'why.secure-none' : null)) : 'why.not-allowed'
  return {
    items: await Promise.all(requests.map((request) => present(ctx.db, request))),
    forms,
    may: { ask: why === null ? { ok: true } : { ok: false, why } },
    typed: await typedIn(ctx.db, id),
    linkMinutes: await settingOf(ctx.app, linkSetting, row.brand_id),
  }
}

/** The newest message of theirs, of the last few, that says an account or card number openly. */
async function typedIn(db: Db, id: ConversationId): Promise<SecureView['typed']> {
  for (const { id: message, text, lang } of await latelyWritten(db, id)) {
    for (const { kind } of findPersonal(text, lang ?? undefined))
      if (kind === 'iban' || kind === 'card') return { message, kind }
  }
  return null
}

/** All at once: an operator has a handful for each brand. */
export async function listForms(ctx: Context): Promise<{ items: FormSettings[]; next: null; live: string }> {
  const { rows } = await sql<Form>`
    select f.* from secure_forms.form f
    where ${visibleIn(ctx.actor, 'secure-form.manage', sql.ref('f.brand_id'))}
    order by f.brand_id, f.retired_at is not null, f.created_at, f.id limit 500`.execute(ctx.db)
  const { rows: at } = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  return { items: rows.map(settingsOf), next: null, live: at[0]?.live ?? '0' }
}
