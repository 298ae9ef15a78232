import { attach, bakeText, keepStored, startConversation, visitorMessage } from '#conversations'
import type { StoredBlob } from '#kernel/blobs'
import type { Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type ContactId, idFrom } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { type Brand, claimIdentity, languageFor, recogniseContact } from '#people'
import { asContact } from '../as-contact.ts'
import { brandFor } from '../chat/chat-brand.ts'
import { keepWayBack } from '../continue/way-back.ts'
import type { ChannelsApi } from '../contract.ts'
import { ownAccount } from '../own-account.ts'

type Route = ChannelsApi['POST /api/v1/contact-forms']
type Form = Route['body']

/**
 * A contact form becomes one conversation; the answer carries its reference. The same form again (same id) gives the same reference;
 * with another content it is `id_reused`, so that no message is lost behind another one's reference.
 * The sender is known by this form alone: an address somebody typed proves nothing, so it is claimed, not recognised.
 */
export async function submitForm(
  ctx: Context,
  form: Form,
  files: readonly StoredBlob[] = [],
): Promise<Route['answer']> {
  const brand = await brandFor(ctx, form.brand)
  const baked = await bakeText(form.message)
  const kept = await keepFiles(ctx, brand, form, files)
  const message = idFrom<'message'>(JSON.stringify(['form', form, files.map(({ key, name }) => [key, name])]))
  const started = await ctx.transaction(async (tx) => {
    const contactId = await senderOf(tx, brand, form)
    const begun = await startConversation(tx, {
      id: form.id,
      brand,
      account: await ownAccount(tx, brand.id, 'form'),
      channel: 'form',
      visibility: 'private',
      threadKey: form.id,
      contact: { id: contactId, name: form.name.trim() },
      subject: form.topic,
      lang: languageFor(brand, form.lang),
      holder: 'queue',
      message: { id: message, externalId: null, baked, at: tx.clock.now(), attachments: kept.length },
    })
    if (begun.created) await attach(tx, form.id, message, kept, `visitor:${contactId}`)
    if (begun.created) await keepWayBack(tx, form.id, form.email)
    return begun
  })
  if (!started.created && (await visitorMessage(ctx.database, form.id, message)) === null)
    throw new Problem(
      'id_reused',
      'This id already belongs to another form. Send it with a new id; nothing was stored.',
    )
  return { reference: started.reference }
}

async function senderOf(tx: Tx, brand: Brand, form: Form): Promise<ContactId> {
  const lang = languageFor(brand, form.lang)
  const known = { brand: brand.id, channel: 'form', handle: form.id, name: form.name.trim(), lang }
  const { contactId } = await recogniseContact(tx, known)
  await claimIdentity(tx, { brand: brand.id, contactId, channel: 'email', handle: form.email })
  if (form.phone !== undefined && form.phone.trim() !== '')
    await claimIdentity(tx, { brand: brand.id, contactId, channel: 'phone', handle: form.phone })
  return contactId
}

/** Files are the sender's before the message is: it is stored with them or not at all. */
async function keepFiles(ctx: Context, brand: Brand, form: Form, files: readonly StoredBlob[]): Promise<string[]> {
  if (files.length === 0) return []
  const id = await ctx.transaction((tx) => senderOf(tx, brand, form))
  const sender = asContact(ctx, id, brand.id, form.id)
  const ids: string[] = []
  for (const [n, stored] of files.entries()) {
    const file = idFrom(`form ${form.id} file ${n} ${stored.key}`)
    await keepStored(sender, { id: file, brand: brand.id, stored })
    ids.push(file)
  }
  return ids
}
