import { correspond } from '../mail/correspond.ts'
import { addressOf } from './address.ts'
import { LEAVES_ADDRESS } from './behaviour.ts'
import type { Visit } from './visit.ts'

/** Who is tired of waiting for a person may say where the answer can go, and close the window. False when they do not. */
export async function leaveAddress({ world, script, chat }: Visit): Promise<boolean> {
  if (world.post === null || chat.state?.with.kind === 'bot') return false
  if (!script.random.fork('leaves an address').chance(LEAVES_ADDRESS)) return false
  if (!(await chat.mayLeaveAddress(script.customer.brand))) return false
  await chat.leaveAddress(addressOf(world, script))
  return true
}

/** The window is closed: the answer comes by mail, and the customer goes on there. */
export async function goOnByMail({ world, script, chat, advisorAnswers, waited, since }: Visit): Promise<void> {
  const { post, clock } = world
  if (post === null) return
  const { customer, topic, forNewcomer } = script
  const { brand, lang } = customer
  // Still waits for a person, only not in a window.
  world.waiting.enter({ conversation: chat.id, brand, lang, topic, since, forNewcomer })
  const heard = () => world.waiting.leave(chat.id)
  const before = { byPeople: advisorAnswers, waited: waited + clock.now() - since, wantsPerson: true }
  const random = script.random.fork('goes on by mail')
  await correspond({ world, script, post, random, ...before, heard }).finally(heard)
}
