/** How simulated colleagues work, as tables. Times are of the world's clock, in milliseconds. */
export interface Manner {
  /** How often they look at their list. */
  looksEvery: number
  /** How long they let a customer wait before they take them, from … to. */
  takesAfter: readonly [number, number]
  /** How long they read and type before each answer, from … to. */
  types: readonly [number, number]
  /** Conversations one of them has at once. */
  atOnce: number
}

/** So that the place lives, and whoever sits at the console still has something to do. */
export const unhurried: Manner = { looksEvery: 5_000, takesAfter: [20_000, 90_000], types: [6_000, 20_000], atOnce: 2 }
/** For tests and loads: nobody waits long. */
export const brisk: Manner = { looksEvery: 10_000, takesAfter: [0, 15_000], types: [1_000, 6_000], atOnce: 6 }

/** Who answers beside the newcomer, and in which languages. */
export const colleagueSlugs = ['youssef', 'lotte', 'bram', 'lucia', 'alvaro'] as const

/** What is said first; the second answer is about the matter, the last says goodbye and solves. */
export const firstWords = ['hello', 'hello-bot', 'ask-number', 'ask-since'] as const
export const lastWords = 'close'
/** Canned responses of every brand about a matter, by words of the topic. */
const matters: readonly (readonly [RegExp, readonly string[]])[] = [
  [/puk/, ['puk-how']],
  [/sim/, ['esim-new', 'one-moment']],
  [/outage|wifi|tv/, ['restart-steps', 'outage-over']],
  [/bill|pay/, ['bill-explain', 'bill-prorata', 'payment-plan']],
  [/roaming/, ['roaming-check']],
  [/lost|fraud/, ['line-blocked']],
  [/order/, ['order-late']],
  [/./, ['one-moment', 'follow-up']],
]
export const topicWords = (topic: string): readonly string[] =>
  matters.find(([words]) => words.test(topic))?.[1] ?? ['one-moment']
