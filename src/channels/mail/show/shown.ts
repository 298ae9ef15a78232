import { type Actor, may } from '#kernel/access'
import { maskHandle } from '#people'

interface Mailbox {
  name: string
  address: string
}
export type Shown = (mailbox: Mailbox) => Mailbox

/** Addresses as this viewer may see them; a name that is one is masked, too. */
export function shownTo(actor: Actor, where: { brand: string; scopes: readonly string[] }): Shown {
  if (may(actor, 'contact.handles', where)) return (mailbox) => mailbox
  return ({ name, address }) => ({
    name: name.includes('@') ? maskHandle(name) : name,
    address: address === '' ? '' : maskHandle(address),
  })
}
