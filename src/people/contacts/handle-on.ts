import type { Db } from '#kernel/db'
import type { BrandId, ContactId } from '#kernel/ids'

/** How a contact is reached on a channel: the handle used last; null when they have none there. */
export async function handleOn(
  db: Db,
  known: { brand: BrandId; contact: ContactId; channel: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('people.identity')
    .select('handle')
    .where('contact_id', '=', known.contact)
    .where('brand_id', '=', known.brand)
    .where('channel', '=', known.channel)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.handle ?? null
}
