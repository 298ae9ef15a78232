import { authorOf } from '#kernel/access'
import { type ContactId, newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Contact } from '../contract.ts'
import { contactFor } from './contact-for.ts'
import { contactNow } from './present.ts'
import { tell, touch } from './tell.ts'

interface Input {
  id: ContactId
  purpose: string
  given: boolean
  /** How it was given or withdrawn: the proof. */
  how: string
  channel?: string | null
}

/**
 * Records that a consent was given or withdrawn, for a channel or for all. Records are only added; for a channel the latest
 * word on it or on all of them holds.
 */
export async function recordConsent(ctx: Context, input: Input): Promise<Contact> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.edit', input.id, tx)
    await touch(tx, contact.id)
    const channel = input.channel ?? null
    const latest = await tx
      .selectFrom('people.consent')
      .select(['given', 'how', 'channel'])
      .where('contact_id', '=', contact.id)
      .where('purpose', '=', input.purpose)
      .where((eb) =>
        channel === null ? eb.lit(true) : eb.or([eb('channel', 'is', null), eb('channel', '=', channel)]),
      )
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    if (latest?.given === input.given && latest.how === input.how && latest.channel === channel)
      return contactNow(ctx, tx, contact.id)

    const consentId = newId()
    const { purpose, given, how } = input
    await tx
      .insertInto('people.consent')
      .values({
        id: consentId,
        contact_id: contact.id,
        purpose,
        given,
        how,
        channel,
        at: tx.clock.now(),
        by: authorOf(ctx.actor),
      })
      .execute()
    await tell(tx, contact, 'consent.recorded', {
      contactId: contact.id,
      consentId,
      purpose,
      given,
      ...(channel !== null && { channel }),
    })
    return contactNow(ctx, tx, contact.id)
  })
}
