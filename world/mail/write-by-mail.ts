import { minutes } from '../customers/behaviour.ts'
import type { Script } from '../customers/script.ts'
import { idFrom } from '../ids.ts'
import type { World } from '../world.ts'
import { type Letter, writeLetter } from './letter.ts'
import type { PostOffice } from './post-office.ts'

/** People wait longer for a mail than for a chat. */
const PATIENCE_MS = minutes(24 * 60)
const MOST_LETTERS = 8

export type MailEnd = 'content' | 'gave-up'

export const addressOf = ({ people }: World, { customer }: Script): string => {
  const plain = customer.name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .trim()
    .toLowerCase()
    .replace(/ +/g, '.')
  return `${plain === '' ? 'customer' : plain}.${customer.n}@${people.mailDomain}`
}

/** One matter of a customer, by mail: writes, waits for an answer, replies with what it answers quoted, and thanks in the end. */
export async function writeByMail(world: World, script: Script, post: PostOffice, to: string): Promise<MailEnd> {
  const { customer, opening, random } = script
  const talk = world.talk(customer.lang)
  const from = addressOf(world, script)
  const subject = opening.text.split(/[.!?\n]/)[0]?.slice(0, 70) ?? ''
  const write = (n: number, text: string, answers?: Letter) => {
    const raw = writeLetter({
      id: idFrom(`${world.seed} mail ${script.words} ${n}`),
      name: customer.name,
      from,
      to: answers?.replyTo ?? to,
      subject: answers === undefined ? subject : `Re: ${answers.subject.replace(/^re:\s*/i, '')}`,
      text: `${text.replace('{phone}', customer.phone).replace('{name}', customer.name)}\n\n${customer.name}`,
      ...(answers === undefined ? {} : { answers }),
    })
    world.figures.messages++
    return post.send(from, answers?.replyTo ?? to, raw)
  }
  await write(0, opening.text)
  for (let [n, byPeople] = [1, 0]; n < MOST_LETTERS && !world.signal.aborted; ) {
    const letter = await Promise.race([post.next(from), world.clock.wait(PATIENCE_MS, world.signal).then(() => null)])
    if (letter === null) return 'gave-up'
    // A machine is told once that a person is wanted; what it says after that needs no answer.
    if (letter.auto && n > 1) continue
    if (!letter.auto) byPeople++
    const content = byPeople >= script.exchanges
    const lines = content ? talk.thanks : letter.auto ? talk.bot.wantsPerson : talk.answer.tried
    await write(n++, random.pick(lines).text, letter)
    if (content) return 'content'
  }
  return 'gave-up'
}
