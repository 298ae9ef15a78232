import { columnsOf, hot, together } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { baseOf, splitAddress } from '../address.ts'
import type { MailSettings } from '../settings.ts'

export interface Mailbox {
  account: AccountId
  settings: MailSettings
}

/** (addresses as they are; without what stands behind a plus; their names; their domains): a row for each that is ours, named by its place from 0. */
const find = hot<Mailbox & { place: number }>(
  'channels.find-mailbox',
  `select (given.place - 1)::int as place, box.id as account, box.settings
   from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as given(address, base, local, domain, place)
   cross join lateral (
     select a.id, a.settings from channels.account a
     where a.channel = 'email' and a.disconnected_at is null
       and (lower(a.settings ->> 'address') in (given.base, given.address)
         or lower(a.settings ->> 'address') in (
           select given.local || '@' || d.domain from channels.sending_domain d
           where d.brand_id = a.brand_id and d.return_host = given.domain))
     order by a.created_at, a.id limit 1) box`,
)

const alongside = together<string, Mailbox | null>({
  keyOf: (address) => address,
  run: async ({ pool }, addresses) => {
    const boxes: (Mailbox | null)[] = addresses.map(() => null)
    for (const { place, ...box } of await find.run(pool, columnsOf(addresses.map(rowOf)))) boxes[place] = box
    return boxes
  },
  alone: async ({ pool }, address) => (await find.run(pool, columnsOf([rowOf(address)])))[0] ?? null,
})

function rowOf(address: string): string[] {
  const split = splitAddress(address)
  return [address.trim().toLowerCase(), baseOf(address) ?? '', split?.local ?? '', split?.domain ?? '']
}

/**
 * The connected mailbox that a mail to this address belongs to: its own address, one with something behind a plus, or the same name at the
 * return host of its domain. The oldest, when two say so. Recipients of one moment are looked up together.
 */
export const findMailbox = ({ database }: Context, address: string): Promise<Mailbox | null> =>
  alongside(database, address)
