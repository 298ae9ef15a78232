import { system } from '#kernel/access'
import { originOf } from '#kernel/config'
import { type Db, sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { type ConversationId, lastingToken, newId, tokenHash } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById, contactFor } from '#people'
import { caseOf } from './case-for.ts'
import { openByItself } from './open-by-itself.ts'
import { type Talk, talksOf } from './talks.ts'

const DAY_MS = 86_400_000
/** Longer than most matters take; each time it is asked for it lasts as long again. */
const LASTS_MS = 180 * DAY_MS

export const hashOf = (token: string): Buffer => tokenHash('case', token)

const tokenOf = (secrets: readonly string[], id: string): string => lastingToken(secrets[0] ?? '', `case link ${id}`)

/** An advisor gives the contact the address of their case's page. The same again gives the same. Throws `unprocessable`, saying why. */
export const giveLink = (ctx: Context, conversation: ConversationId): Promise<{ url: string }> =>
  ctx.transaction(async (tx) => {
    const matter = await caseOf(ctx.actor, conversation, tx, 'case.manage')
    const talk = (await talksOf(ctx.app, tx, [conversation])).get(conversation)
    if (talk === undefined) throw notFound('case')
    if (talk.visibility === 'public')
      throw new Problem(
        'unprocessable',
        'This conversation is public, and the link opens the case for everybody who has it. Give it in private.',
      )
    if (talk.contact.id !== matter.contact_id)
      throw new Problem(
        'unprocessable',
        'Somebody else wrote this than the customer of the case. Merge them first, when they are the same.',
      )
    return { url: await linkIn(ctx, tx, talk) }
  })

/** The address to put under the first answer; null where none may be given: in public, to a stranger, to somebody erased. */
export const linkToSend = (
  ctx: Context,
  conversation: ConversationId,
): Promise<{ reference: string; url: string | null } | null> =>
  ctx.transaction(async (tx) => {
    const talk = (await talksOf(ctx.app, tx, [conversation])).get(conversation)
    if (talk === undefined) return null
    try {
      const matter = await caseOf(system, conversation, tx)
      const open = talk.visibility === 'private' && talk.contact.id === matter.contact_id
      return { reference: matter.reference, url: open ? await linkIn(ctx, tx, talk) : null }
    } catch (error) {
      if (error instanceof Problem && error.code === 'not_found') return null
      throw error
    }
  })

/** Where the contact can ask to be called, also before the log has told of the case; null where no link may be given. */
export const callLink = (
  ctx: Context,
  conversation: ConversationId,
): Promise<{ url: string; lang: string | null } | null> =>
  ctx.transaction(async (tx) => {
    await openByItself(tx, ctx.app, [conversation])
    const talk = (await talksOf(ctx.app, tx, [conversation])).get(conversation)
    if (talk === undefined) return null
    const matter = await caseOf(system, conversation, tx)
    if (talk.visibility !== 'private' || talk.contact.id !== matter.contact_id) return null
    return { url: await linkIn(ctx, tx, talk), lang: talk.lang }
  })

async function linkIn(ctx: Context, tx: Tx, talk: Talk): Promise<string> {
  // Nobody erased gets a link again.
  await contactFor(system, 'contact.read', talk.contact.id, tx)
  return addressOf(ctx, tx, talk, await keep(ctx, tx, talk))
}

/** The same address, read and not made: null where nobody was given one, or the secret was changed since. Looking changes nothing. */
export async function linkTo(ctx: Context, conversation: ConversationId): Promise<string | null> {
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    select id, token_hash as hash from cases.link
    where conversation_id = ${conversation} and expires_at > ${ctx.clock.now()}`.execute(ctx.db)
  const talk = (await talksOf(ctx.app, ctx.db, [conversation])).get(conversation)
  const [row] = rows
  if (row === undefined || talk === undefined) return null
  const token = tokenOf(ctx.config.secrets, row.id)
  return row.hash.equals(hashOf(token)) ? addressOf(ctx, ctx.db, talk, token) : null
}

async function addressOf(ctx: Context, db: Db, talk: Talk, token: string): Promise<string> {
  const brand = await brandById(db, talk.brand)
  const lang = talk.lang === null ? '' : `?lang=${talk.lang}`
  return `${originOf(ctx.config)}/b/${brand?.slug ?? ''}/case/${token}${lang}`
}

async function keep(ctx: Context, tx: Tx, talk: Talk): Promise<string> {
  const now = tx.clock.now()
  const expires = new Date(now.getTime() + LASTS_MS)
  const id = newId()
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    insert into cases.link (id, conversation_id, contact_id, token_hash, made_at, expires_at)
    values (${id}, ${talk.id}, ${talk.contact.id}, ${hashOf(tokenOf(ctx.config.secrets, id))}, ${now}, ${expires})
    on conflict (conversation_id) do update set expires_at = excluded.expires_at
    returning id, token_hash as hash`.execute(tx)
  const kept = rows[0]?.id ?? id
  const token = tokenOf(ctx.config.secrets, kept)
  // The secret was changed since: what was sent before is not known any more, and this one is good from now on.
  if (!rows[0]?.hash.equals(hashOf(token)))
    await sql`update cases.link set token_hash = ${hashOf(token)} where id = ${kept}`.execute(tx)
  return token
}
