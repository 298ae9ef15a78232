import { addressOf } from '../customers/address.ts'
import { minutes } from '../customers/behaviour.ts'
import type { Script } from '../customers/script.ts'
import { idFrom } from '../ids.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import { type Letter, writeLetter } from './letter.ts'
import type { Mailbox } from './mailbox.ts'
import type { PostOffice } from './post-office.ts'
import { rateByMail, surveyIn } from './rate-by-mail.ts'

/** People wait longer for a mail than for a chat. */
const PATIENCE_MS = minutes(24 * 60)
/** Who has what they came for still looks at their mail for so long. */
const LINGERS_MS = minutes(60)
const MOST_LETTERS = 8

export type MailEnd = 'content' | 'gave-up'

/** A matter of a customer that goes on by mail, and what was before. */
export interface Matter {
  world: World
  script: Script
  post: PostOffice
  /** Picks the words. */
  random: Random
  /** Answers of people. */
  byPeople: number
  /** Milliseconds in all. */
  waited: number
  /** A machine was told that a person is wanted: once is enough. */
  wantsPerson: boolean
  /** Called when a person has answered. */
  heard?: () => void
  /** The first mail; not said where the matter began in a chat. */
  opening?: { to: string; subject: string; text: string }
}

/** Reads what comes, replies with what it answers quoted, thanks in the end, and then may rate by the survey's mail. */
export async function correspond(matter: Matter): Promise<MailEnd> {
  const mailbox = matter.post.open(addressOf(matter.world, matter.script))
  try {
    return await readAndReply(matter, mailbox)
  } finally {
    mailbox.close()
  }
}

async function readAndReply(matter: Matter, mailbox: Mailbox): Promise<MailEnd> {
  const { world, script, opening } = matter
  const { clock, signal } = world
  let [written, content] = [0, false]
  if (opening !== undefined) await write(matter, written++, opening)
  let since = clock.now()
  while (!signal.aborted && (content || written < MOST_LETTERS)) {
    const until = since + (content ? LINGERS_MS : PATIENCE_MS)
    const letter = await letterWithin(world, mailbox, until - clock.now())
    if (letter === null) break
    const survey = surveyIn(world, letter)
    if (survey !== null) {
      await rateByMail(world, script, survey, matter.waited)
      break
    }
    if (content || (letter.auto && matter.wantsPerson)) continue
    matter.waited += clock.now() - since
    content = await reply(matter, written++, letter)
    since = clock.now()
  }
  return content ? 'content' : 'gave-up'
}

/** True when the customer has what they came for. */
async function reply(matter: Matter, nth: number, letter: Letter): Promise<boolean> {
  const { world, script, random } = matter
  const talk = world.talk(script.customer.lang)
  if (!letter.auto) {
    matter.byPeople++
    matter.heard?.()
  }
  const content = matter.byPeople >= script.exchanges
  const lines = content ? talk.thanks : letter.auto ? talk.bot.wantsPerson : talk.answer.tried
  const subject = `Re: ${letter.subject.replace(/^re:\s*/i, '')}`
  await write(matter, nth, { to: letter.replyTo, subject, text: random.pick(lines).text, answers: letter })
  matter.wantsPerson = true
  return content
}

type Draft = { to: string; subject: string; text: string; answers?: Letter }

function write({ world, script, post }: Matter, nth: number, { text, ...draft }: Draft): Promise<void> {
  const { customer, words, arrives } = script
  const from = addressOf(world, script)
  const raw = writeLetter({
    ...draft,
    id: idFrom(`${world.seed} mail ${words} ${arrives} ${nth}`),
    name: customer.name,
    from,
    text: `${text.replace('{phone}', customer.phone).replace('{name}', customer.name)}\n\n${customer.name}`,
  })
  world.figures.messages++
  return post.send(from, draft.to, raw)
}

/** Null when none came in so many milliseconds, or the world ended. */
async function letterWithin({ clock, signal }: World, mailbox: Mailbox, ms: number): Promise<Letter | null> {
  const looked = new AbortController()
  const end = AbortSignal.any([looked.signal, signal])
  const letter = await Promise.race([mailbox.next(end), clock.wait(ms, end).then(() => null)])
  looked.abort()
  return letter
}
