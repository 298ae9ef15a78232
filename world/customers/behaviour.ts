import type { Random } from '../random.ts'

/** How simulated customers behave, as tables. Times are of the world's clock. */

export type Temper = 'calm' | 'hurried' | 'annoyed' | 'chatty'

/** Of a hundred customers. */
export const tempers: Readonly<Record<Temper, number>> = { calm: 45, hurried: 25, annoyed: 15, chatty: 15 }

/** What a customer makes of an answer of the bot, of a hundred. The second answer finds them harder to please. */
export const reactions: Readonly<Record<Temper, Record<'helped' | 'notHelped' | 'wantsPerson', number>>> = {
  calm: { helped: 55, notHelped: 30, wantsPerson: 15 },
  hurried: { helped: 45, notHelped: 20, wantsPerson: 35 },
  annoyed: { helped: 20, notHelped: 30, wantsPerson: 50 },
  chatty: { helped: 50, notHelped: 40, wantsPerson: 10 },
}
/** After so many answers that did not help, everybody wants a person. */
export const BOT_PATIENCE = 2

/** Minutes of silence after which a line is said, as the talk files have them. */
export const impatience = [1, 3, 8] as const
/** Minutes of silence after which a customer leaves, from … to. */
export const leavesAfter: Readonly<Record<Temper, readonly [number, number]>> = {
  calm: [15, 40],
  hurried: [5, 12],
  annoyed: [9, 20],
  chatty: [20, 45],
}

/** Who leaves does not close the window: for so many minutes an answer is still seen, by this share. */
export const STAYS_OPEN = 45
export const SEES_LATE_ANSWER = 0.7

/** Share of those who leave who first say where the answer can go by mail, and close the window. */
export const LEAVES_ADDRESS = 0.4

/** Seconds to read a line and to begin to type, from … to. */
export const thinking: Readonly<Record<Temper, readonly [number, number]>> = {
  calm: [3, 9],
  hurried: [1, 4],
  annoyed: [2, 5],
  chatty: [2, 7],
}
/** Characters a second. */
export const TYPING = 12

/** Share of words that are written as they sound. */
export const misspelling: Readonly<Record<Temper, number>> = { calm: 0.01, hurried: 0.07, annoyed: 0.05, chatty: 0.03 }

/** Share who press a button where the bot offers one; the others write. */
export const PRESSES_BUTTON = 0.5
/** Answers an advisor gives before a customer has what they came for, from … to. */
export const exchanges: Readonly<Record<Temper, readonly [number, number]>> = {
  calm: [1, 3],
  hurried: [1, 2],
  annoyed: [2, 4],
  chatty: [2, 5],
}

/** Share who answer the survey at all, and of those who add a line. */
export const RATES = 0.55
export const COMMENTS = 0.6
type Score = '1' | '2' | '3' | '4' | '5'
export const scores: Readonly<Record<'quick' | 'slow' | 'hopeless', Record<Score, number>>> = {
  quick: { 1: 2, 2: 3, 3: 10, 4: 35, 5: 50 },
  slow: { 1: 10, 2: 20, 3: 35, 4: 25, 5: 10 },
  hopeless: { 1: 55, 2: 30, 3: 10, 4: 3, 5: 2 },
}
/** Minutes of waiting in all up to which a help was quick, and slow. */
export const QUICK_MINUTES = 3
export const SLOW_MINUTES = 15

/** Share who come back with the same matter, and after how many hours. */
export const COMES_BACK = 0.12
export const backAfterHours: Readonly<Record<'1' | '5' | '26' | '50', number>> = { 1: 3, 5: 3, 26: 3, 50: 1 }

/** What an advisor asks for, by the words of the question; the first that fits. */
export const questions: readonly (readonly ['photo' | 'phone' | 'since' | 'tried' | 'name' | 'yes', RegExp])[] = [
  ['photo', /photo|picture|screenshot|capture|foto|schermafb|captura/i],
  ['phone', /number|numéro|nummer|número|gsm|teléfono/i],
  ['since', /since|how long|when did|depuis|quand|sinds|wanneer|desde cu|cuándo/i],
  ['tried', /restart|tried|unplug|redémarr|essay|débranch|herstart|geprobeerd|reinici|probado|apaga/i],
  ['name', /name of|holder|titulaire|au nom|op naam|titular|a nombre/i],
  ['yes', /\?/],
]

export const between = (random: Random, [from, to]: readonly [number, number]): number =>
  from + random.next() * (to - from)
export const minutes = (n: number): number => n * 60_000
