import { type Actor, may } from '#kernel/access'
import type { Db } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Contact } from '../contract.ts'
import { type ContactRow, loadContacts } from './load-contacts.ts'
import { maskHandle } from './mask-handle.ts'

/** A contact as this viewer may see it: handles are masked without contact.handles. */
export function presentContact(row: ContactRow, viewer: Actor): Contact {
  const { scopes, ...shown } = row
  const plain = may(viewer, 'contact.handles', { brand: row.brand, scopes })
  return {
    ...shown,
    since: row.since.toISOString(),
    identities: row.identities.map((identity) => ({
      ...identity,
      handle: plain ? identity.handle : maskHandle(identity.handle),
      verifiedAt: orNull(identity.verifiedAt),
      until: orNull(identity.until),
    })),
    consents: row.consents.map((consent) => ({ ...consent, at: utc(consent.at) })),
    mandates: row.mandates.map((mandate) => ({ ...mandate, until: orNull(mandate.until) })),
    merges: row.merges.map((merge) => ({ ...merge, at: utc(merge.at) })),
  }
}

const utc = (text: string) => new Date(text).toISOString()
const orNull = (text: string | null) => (text === null ? null : utc(text))

/** The contact as it is now, for the answer of a verb. */
export async function contactNow(ctx: Pick<Context, 'actor' | 'clock'>, db: Db, id: ContactId): Promise<Contact> {
  const [row] = await loadContacts(db, [id], ctx.clock.now())
  if (!row) throw notFound('contact')
  return presentContact(row, ctx.actor)
}
