import { conversationFor } from '#conversations'
import { agentOf, system } from '#kernel/access'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { App, Context, Letter } from '#kernel/registry'
import { escapeHtml } from '#kernel/text'
import { tell } from '#notices'
import { formById, type Request } from './request.ts'
import { wordIn, wordsIn } from './words.ts'

type Failed = StoredEvent<'secure-form.rejected'> | StoredEvent<'secure-form.undelivered'>

/** It did not arrive and is destroyed: who asked is told in the app, and the customer by mail where mail is their way. Their page says it in any case. */
export async function tellFailed(tx: Tx, event: Failed, app: App): Promise<void> {
  const request = await requestOf(tx, event.data.requestId)
  if (request === undefined) return
  const conversation = request.conversation_id
  const agent = agentOf(request.asked_by)
  if (agent !== null) {
    const { brand_id: brand, scopes } = await conversationFor(system, conversation, tx)
    await tell(tx, {
      agent,
      kind: 'warning',
      about: { kind: 'conversation', id: conversation },
      where: { brand, scopes },
      data: { code: 'secure-form' },
      key: `secure-form:${request.id}`,
    })
  }
  for (const post of app.registered.posts)
    if (await post.reaches(tx, conversation))
      await post.send(tx, { conversation, kind: 'secure-form-failed', id: request.id })
}

const requestOf = (db: Context['db'], id: string): Promise<Request | undefined> =>
  db.selectFrom('secure_forms.request').selectAll().where('id', '=', id).executeTakeFirst()

/** Null: it is known no more. */
export async function writeFailed(ctx: Context, id: string): Promise<Letter | null> {
  const request = await requestOf(ctx.db, id)
  if (request === undefined) return null
  const { lang } = await conversationFor(system, request.conversation_id as ConversationId, ctx.db)
  const form = await formById(ctx.db, request.form_id)
  const words = wordsIn(lang)
  const text = words.failed(wordIn(form.recipient, lang))
  return {
    subject: `${words.failedSubject}: ${wordIn(form.name, lang)}`,
    text,
    html: `<p>${escapeHtml(text)}</p>`,
    lang,
  }
}
