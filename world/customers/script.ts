import type { Line } from '../content/index.ts'
import { type Random, randomFrom } from '../random.ts'
import type { World } from '../world.ts'
import { between, exchanges, leavesAfter, minutes } from './behaviour.ts'
import { type Customer, customerAt, POPULATION } from './person.ts'

/** One visit, decided beforehand as far as it does not depend on what is answered. */
export interface Script {
  /** Ids and token of the conversation come from these words. */
  words: string
  customer: Customer
  topic: string
  opening: Line
  /** Asks for a person at once, whatever the bot says. */
  atOnce: boolean
  forNewcomer: boolean
  /** Milliseconds of silence after which the customer leaves. */
  patience: number
  /** Answers of an advisor after which the customer has what they came for. */
  exchanges: number
  /** Opens a new conversation, writes again in an old one, or has been in it all the time while this world was not running. */
  arrives: 'new' | 'again' | 'still-here'
  random: Random
}

export interface Wish {
  brand?: string
  lang?: Customer['lang']
  atOnce?: boolean
  forNewcomer?: boolean
  patient?: boolean
}

/** A day: for those who are to be there when somebody looks at last. */
const PATIENT_MS = minutes(24 * 60)

/** The visit these words stand for. */
export function scriptFor(world: World, words: string, wish: Wish = {}): Script {
  const random = randomFrom(`${world.seed} visit ${words}`)
  const customer = customerAt(world.seed, world.people, random.int(0, POPULATION - 1), wish)
  const { openings } = world.talk(customer.lang)
  const { topic, lines } = random.pick(openings.filter(({ brands }) => brands.includes(customer.brand)))
  const patience = minutes(between(random, leavesAfter[customer.temper]))
  return {
    words,
    customer,
    topic,
    opening: random.pick(lines),
    atOnce: wish.atOnce ?? random.chance(customer.temper === 'annoyed' ? 0.3 : 0.08),
    forNewcomer: wish.forNewcomer ?? false,
    patience: wish.patient ? PATIENT_MS : patience,
    exchanges: Math.round(between(random, exchanges[customer.temper])),
    arrives: 'new',
    random,
  }
}

/** The same customer again, with the same matter. */
export function returningScript(world: World, before: Script): Script {
  const random = before.random.fork('back')
  const opening = random.pick(world.talk(before.customer.lang).back)
  return { ...before, opening, atOnce: true, arrives: 'again', random }
}
