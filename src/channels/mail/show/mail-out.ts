import { type Row, subjectNow } from '#conversations'
import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import { contactNames, handleOn } from '#people'
import { type Connected, connected } from '../../accounts/account.ts'
import { baseOf } from '../address.ts'
import { answerAddress } from '../answer-address.ts'
import type { MailOut } from '../contract.ts'
import { inLanguage, type MailSettings } from '../settings.ts'
import { subjectOf } from '../write/compose.ts'
import { attribution } from '../write/words.ts'
import type { Shown } from './shown.ts'

type Mailbox = MailOut['others'][number]
const MOST_QUOTED = 20_000

/** What a reply in this conversation will say if nobody changes it; null when it does not go by mail. */
export async function mailOut(ctx: Context, row: Row, account: string, shown: Shown): Promise<MailOut | null> {
  const at = row.channel === 'email' ? await connected(ctx, ctx.db, account) : null
  if (at === null) return null
  const settings = at.row.settings as MailSettings
  const name = (await contactNames(ctx.db, [row.contact_id])).get(row.contact_id) ?? ''
  const where = { brand: row.brand_id, contact: row.contact_id, channel: row.channel }
  const address = (await answerAddress(ctx.db, row.conversation_id)) ?? (await handleOn(ctx.db, where))
  return {
    from: settings.address,
    to: address === null ? null : shown({ name, address }),
    subject: subjectOf({
      thread: { id: '', visibility: 'private', subject: await subjectNow(ctx.db, row.conversation_id) },
    }),
    signature: inLanguage(settings.signature, row.lang),
    quote: await quoteOf(ctx, row, name),
    others: (await othersOf(ctx, row, [settings.address, address ?? ''])).map(shown),
    refused: address === null ? null : await refusedFor(ctx, at, address),
  }
}

async function quoteOf(ctx: Context, { conversation_id, lang }: Row, name: string): Promise<MailOut['quote']> {
  const { rows } = await sql<{ text: string; at: Date }>`
    select text, at from conversations.message where conversation_id = ${conversation_id} and by_kind = 'contact' and deleted_at is null
    order by seq desc limit 1`.execute(ctx.db)
  const [last] = rows
  if (last === undefined || last.text === '') return null
  return { head: attribution(lang, last.at, name), text: last.text.slice(0, MOST_QUOTED) }
}

/** Everybody the customer's newest mail went to, but us and them. */
async function othersOf(ctx: Context, { conversation_id }: Row, known: readonly string[]): Promise<Mailbox[]> {
  const { rows } = await sql<{ recipients: { to: Mailbox[]; cc: Mailbox[] } }>`
    select p.recipients from channels.mail_part p
    join conversations.message m on m.conversation_id = p.conversation_id and m.id = p.message_id and m.by_kind = 'contact'
    where p.conversation_id = ${conversation_id} order by m.seq desc limit 1`.execute(ctx.db)
  const all = rows.flatMap(({ recipients }) => [...recipients.to, ...recipients.cc])
  const not = new Set(known.map((address) => address.toLowerCase()))
  const others = all.filter(({ address }) => address !== '' && !not.has(baseOf(address) ?? '') && !not.has(address))
  return [...new Map(others.map((one) => [one.address.toLowerCase(), one])).values()].slice(0, 20)
}

async function refusedFor(ctx: Context, { row }: Connected, address: string): Promise<MailOut['refused']> {
  const found = await ctx.db
    .selectFrom('channels.suppression')
    .select(['code', 'at'])
    .where('brand_id', '=', row.brand_id)
    .where('channel', '=', row.channel)
    .where('handle', '=', address.toLowerCase())
    .executeTakeFirst()
  return found === undefined ? null : { code: found.code, at: found.at.toISOString() }
}
