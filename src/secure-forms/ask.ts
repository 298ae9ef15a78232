import { conversationFor, type Row, sendReply, stamp } from '#conversations'
import { allow, authorOf } from '#kernel/access'
import { originOf } from '#kernel/config'
import type { Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { type ConversationId, newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { findPersonal } from '#kernel/text'
import { brandById } from '#people'
import type { SecureRequest } from './contract.ts'
import {
  end,
  type Form,
  formById,
  hashOf,
  isOpen,
  lockRequest,
  present,
  type Request,
  tell,
  tokenOf,
} from './request.ts'
import { linkSetting } from './setting.ts'
import { wordIn, wordsIn } from './words.ts'

interface Wanted {
  id: string
  conversation: ConversationId
  form: string
  purpose: string
}

/**
 * Asks the customer, in the conversation, to give something on a page of their own. Said twice (same id) it is asked once; while
 * another question is open it is a `conflict`. When the message cannot go, nothing was asked.
 */
export async function askForForm(ctx: Context, wanted: Wanted): Promise<SecureRequest> {
  const { request, form } = await ctx.transaction((tx) => place(ctx, tx, wanted))
  if (request.state === 'asked') {
    try {
      await sendLink(ctx, request, form)
    } catch (error) {
      await ctx.transaction(async (tx) => {
        const locked = await lockRequest(tx, request.id)
        if (locked !== null && locked.request.state === 'asked') await end(tx, locked, 'withdrawn')
      })
      throw error
    }
  }
  return present(ctx.db, request)
}

async function place(ctx: Context, tx: Tx, wanted: Wanted): Promise<{ request: Request; form: Form }> {
  const { id, conversation } = wanted
  const purpose = wanted.purpose.trim()
  await conversationFor(ctx.actor, conversation, tx, 'conversation.reply')
  const row = await stamp(tx, conversation, {})
  allow(ctx.actor, 'conversation.reply', { brand: row.brand_id, scopes: row.scopes }, 'conversation')
  const form = await formFor(tx, row, wanted.form)
  const said = await tx.selectFrom('secure_forms.request').selectAll().where('id', '=', id).executeTakeFirst()
  if (said !== undefined) {
    const same = said.conversation_id === conversation && said.form_id === form.id && said.purpose === purpose
    if (same && said.asked_by === authorOf(ctx.actor)) return { request: said, form }
    throw new Problem('id_reused', 'This id already belongs to another question. Ask again with a new id.')
  }
  refuse(row, form, purpose)
  await refuseSecond(tx, row)
  const now = tx.clock.now()
  const minutes = await settingOf(ctx.app, linkSetting, row.brand_id)
  const expires = new Date(now.getTime() + minutes * 60_000)
  const request = await tx
    .insertInto('secure_forms.request')
    .values({
      id,
      brand_id: row.brand_id,
      conversation_id: conversation,
      contact_id: row.contact_id,
      form_id: form.id,
      purpose,
      message_id: newId(),
      token_hash: hashOf(tokenOf(ctx.config.secrets[0] ?? '', id)),
      asked_by: authorOf(ctx.actor),
      asked_at: now,
      expires_at: expires,
      opened_at: null,
      given_at: null,
      deliver_by: null,
      ended_at: null,
      trouble: null,
      reference: null,
      ending: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(tx, row, request, form.takes)
  await enqueue(tx, 'secure-forms.end', { id }, { key: `${id} asked`, at: expires })
  return { request, form }
}

async function formFor(tx: Tx, row: Row, id: string): Promise<Form> {
  const form = await tx
    .selectFrom('secure_forms.form')
    .selectAll()
    .where('id', '=', id)
    .where('brand_id', '=', row.brand_id)
    .executeTakeFirst()
  if (form === undefined) throw notFound('secure form')
  return form
}

/** Why nothing can be asked for in this conversation; null: it can. Keys of the locale files. */
export const whyNot = (row: Row): string | null =>
  row.visibility === 'public' ? 'why.secure-public' : row.status === 'closed' ? 'why.closed' : null

function refuse(row: Row, form: Form, purpose: string): void {
  const why = whyNot(row)
  if (why === 'why.secure-public')
    throw new Problem('unprocessable', 'This conversation is public: everybody would have the link. Ask in private.')
  if (why !== null) throw new Problem('unprocessable', 'This conversation is closed for good.')
  if (form.retired_at !== null)
    throw new Problem('unprocessable', 'This form is not offered any more. Choose another one.')
  const told = findPersonal(purpose).some(({ kind }) => kind === 'iban' || kind === 'card')
  if (told || purpose.length < 3)
    throw new Problem('unprocessable', 'Say in a sentence what it is for, without any account or card number.', {
      faults: [{ pointer: '/body/purpose', detail: 'must be a sentence without account or card numbers' }],
    })
}

/** One question at a time: two links would only confuse who reads them. */
async function refuseSecond(tx: Tx, row: Row): Promise<void> {
  const open = await tx
    .selectFrom('secure_forms.request')
    .selectAll()
    .where('conversation_id', '=', row.conversation_id)
    .where('state', 'in', ['asked', 'opened'])
    .executeTakeFirst()
  if (open === undefined) return
  if (!isOpen(open, tx.clock.now())) {
    const { takes } = await formById(tx, open.form_id)
    await end(tx, { row, request: open, takes }, 'expired')
    return
  }
  const { askedBy } = await present(tx, open)
  throw new Problem(
    'conflict',
    `${askedBy ?? 'Somebody'} has asked already and the customer has not answered. Wait, or take that question back first.`,
  )
}

async function sendLink(ctx: Context, request: Request, form: Form): Promise<void> {
  const row = await conversationFor(ctx.actor, request.conversation_id, ctx.db)
  const brand = await brandById(ctx.db, request.brand_id)
  const lang = row.lang ?? brand?.languages[0] ?? null
  const words = wordsIn(lang)
  const query = lang === null ? '' : `?lang=${lang}`
  const token = tokenOf(ctx.config.secrets[0] ?? '', request.id)
  const url = `${originOf(ctx.config)}/b/${brand?.slug ?? ''}/secure-form/${token}${query}`
  const name = wordIn(form.name, lang)
  // Who is still learning has the sentence read over like any other reply.
  await sendReply(ctx, {
    conversationId: request.conversation_id,
    id: request.message_id,
    text: [`${name}: ${request.purpose}`, words.ask, url, words.never].join('\n\n'),
    seenSeq: row.last_contact_seq,
  })
}
