import type { Script } from '../customers/script.ts'
import type { World } from '../world.ts'
import { correspond, type MailEnd } from './correspond.ts'
import type { PostOffice } from './post-office.ts'

/** One matter of a customer, by mail from the beginning. */
export function writeByMail(world: World, script: Script, post: PostOffice, to: string): Promise<MailEnd> {
  const { opening, random } = script
  const subject = opening.text.split(/[.!?\n]/)[0]?.slice(0, 70) ?? ''
  const before = { byPeople: 0, waited: 0, wantsPerson: false }
  return correspond({ world, script, post, random, ...before, opening: { to, subject, text: opening.text } })
}
