import { type Actor, may } from '#kernel/access'
import { maskHandle } from '#people'
import { baseOf, readTag, splitAddress } from '../address.ts'

interface Mailbox {
  name: string
  address: string
}
export type Shown = (mailbox: Mailbox) => Mailbox

/** What stands behind the plus of an address of ours is a right: nobody reads it off a screen. */
function withoutOurTag(address: string): string {
  const tag = splitAddress(address)?.tag ?? ''
  return readTag(tag) === null ? address : (baseOf(address) ?? address)
}

/** Addresses as this viewer may see them; a name that is one is masked, too. */
export function shownTo(actor: Actor, where: { brand: string; scopes: readonly string[] }): Shown {
  if (may(actor, 'contact.handles', where)) return ({ name, address }) => ({ name, address: withoutOurTag(address) })
  return ({ name, address }) => ({
    name: name.includes('@') ? maskHandle(name) : name,
    address: address === '' ? '' : maskHandle(address),
  })
}
