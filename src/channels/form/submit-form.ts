import { bakeText, startConversation } from '#conversations'
import { newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { claimIdentity, languageFor, recogniseContact } from '#people'
import { brandFor } from '../chat/chat-brand.ts'
import type { ChannelsApi } from '../contract.ts'
import { ownAccount } from '../own-account.ts'

type Route = ChannelsApi['POST /api/v1/contact-forms']

/**
 * A contact form becomes one conversation; the answer carries its reference. The same form again (same id) gives the same reference.
 * The sender is known by this form alone: an address somebody typed proves nothing, so it is claimed, not recognised.
 */
export async function submitForm(ctx: Context, form: Route['body']): Promise<Route['answer']> {
  const brand = await brandFor(ctx, form.brand)
  const baked = await bakeText(form.message)
  return ctx.transaction(async (tx) => {
    const lang = languageFor(brand, form.lang)
    const known = { brand: brand.id, channel: 'form', handle: form.id, name: form.name.trim(), lang }
    const { contactId } = await recogniseContact(tx, known)
    await claimIdentity(tx, { brand: brand.id, contactId, channel: 'email', handle: form.email })
    if (form.phone !== undefined && form.phone.trim() !== '') {
      await claimIdentity(tx, { brand: brand.id, contactId, channel: 'phone', handle: form.phone })
    }
    const started = await startConversation(tx, {
      id: form.id,
      brand,
      account: await ownAccount(tx, brand.id, 'form'),
      channel: 'form',
      visibility: 'private',
      threadKey: form.id,
      contact: { id: contactId, name: form.name.trim() },
      subject: form.topic,
      lang,
      holder: 'queue',
      message: { id: newId(), externalId: null, baked, at: tx.clock.now(), attachments: 0 },
    })
    return { reference: started.reference }
  })
}
