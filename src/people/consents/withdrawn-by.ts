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

type Purpose = 'offers' | 'surveys'
/** Whom, and by which channel of ours. */
export interface Reached {
  contact: ContactId
  channel: string
}

/** Has this contact taken back what they once agreed to, on this channel or on all? The latest word counts; who said none did not. */
export async function withdrawnBy(
  db: Db,
  { contact, purpose, channel }: Reached & { purpose: Purpose },
): Promise<boolean> {
  return (await withdrawnAmong(db, [{ contact, channel }], purpose)).has(0)
}

/** The same of many: which of them have, by their places in the list. */
export async function withdrawnAmong(db: Db, asked: readonly Reached[], purpose: Purpose): Promise<Set<number>> {
  const { rows } = await sql<{ place: number; given: boolean }>`
    select distinct on (a.place) a.place::int - 1 as place, c.given
    from unnest(${asked.map(({ contact }) => contact)}::uuid[], ${asked.map(({ channel }) => mediumOf(channel))}::text[])
      with ordinality as a (contact, medium, place)
    join people.consent c on c.contact_id = a.contact and c.purpose = ${purpose} and (c.channel is null or c.channel = a.medium)
    order by a.place, c.at desc, c.id desc`.execute(db)
  return new Set(rows.filter(({ given }) => !given).map(({ place }) => place))
}
