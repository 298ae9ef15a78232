import { type Db, sql } from '#kernel/db'
import type { ContactId } from '#kernel/ids'

/** How consents name the medium that a message goes by. */
const named: readonly [RegExp, string][] = [
  [/^(email|form|contact-form)/, 'email'],
  [/^sms/, 'sms'],
  [/^(voice|phone|call)/, 'phone'],
  [/^(letter|paper|post)/, 'post'],
  [/^chat/, 'chat'],
  [/^app/, 'app'],
]
const mediumOf = (channel: string): string => named.find(([kind]) => kind.test(channel))?.[1] ?? 'messenger'

/** Has this contact taken back what they once agreed to, on this channel or on all? The latest word counts; who said none did not. */
export async function withdrawnBy(
  db: Db,
  { contact, purpose, channel }: { contact: ContactId; purpose: 'offers' | 'surveys'; channel: string },
): Promise<boolean> {
  const { rows } = await sql<{ given: boolean }>`
    select given from people.consent
    where contact_id = ${contact} and purpose = ${purpose} and (channel is null or channel = ${mediumOf(channel)})
    order by at desc, id desc limit 1`.execute(db)
  return rows[0]?.given === false
}
