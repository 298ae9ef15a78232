import type { ChannelsApi } from '#channels/contract'
import { firstWords, lastWords, topicWords } from '../colleagues/manner.ts'
import type { AgentSeed, Article, Brand, Canned, Operator } from '../content/index.ts'
import { RATES, reactions, scores } from '../customers/behaviour.ts'
import { type Script, scriptFor } from '../customers/script.ts'
import { idFrom } from '../ids.ts'
import { operatorId } from '../operator/names.ts'
import { agentIdOf, brandId } from '../operator/people.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import { someMoment, whenAnswered } from './when.ts'
import { articleAbout, botName, cannedText, handsOver, saysGoodbye } from './words.ts'

export type Past = ChannelsApi['POST /api/v1/conversation-imports']['body']
type Said = Past['messages'][number]

/** What the past is made from. */
export interface Sources {
  world: World
  operator: Operator
  articles: readonly Article[]
  canned: readonly Canned[]
  /** Milliseconds since 1970: nothing is to come. */
  now: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** The longest anybody waited in opening hours, in minutes. */
const SLOWEST = 45
/** Up to here nobody calls it slow. */
const QUICK = 12 * MINUTE
const RATING_AFTER = 30 * SECOND
const WEEK = 7 * 24 * 60 * MINUTE

/** Writes down a talk as it goes on. */
interface Pen {
  readonly at: number
  readonly said: readonly Said[]
  wait(ms: number): void
  until(at: number): void
  say(by: Said['by'], text: string, more?: Partial<Said>): void
}

/** One conversation of the past, told by the same tables by which customers behave today. The same words tell the same. */
export function pastConversation(sources: Sources, words: string): Past {
  const script = scriptFor(sources.world, words)
  const brand = sources.operator.brands.find(({ slug }) => slug === script.customer.brand)
  if (brand === undefined) throw new Error(`There is no brand ${script.customer.brand}.`)
  const began = someMoment(script.random, brand, sources.now)
  const told = tell(sources, script, brand, words, began)
  // What was not over yet is told of the week before.
  return Date.parse(told.csat?.answeredAt ?? told.solvedAt) + MINUTE < sources.now
    ? told
    : tell(sources, scriptFor(sources.world, words), brand, words, began - WEEK)
}

function tell(sources: Sources, script: Script, brand: Brand, words: string, began: number): Past {
  const { customer, random, topic } = script
  const pen = penFrom(words, began)
  pen.say({ kind: 'contact' }, script.opening.text)
  pen.wait(random.int(1, 3) * SECOND)
  const article = articleAbout(sources.articles, brand.slug, customer.lang, topic)
  const reaction = article === null || script.atOnce ? 'wantsPerson' : random.weighted(reactions[customer.temper])
  const withBot = { world: sources.world, script, brand, article, pen }
  const handedOver = reaction === 'helped' ? helped(withBot) : passedOn(withBot, reaction)
  const waited = handedOver === undefined ? 0 : byAdvisor(sources, script, brand, pen)
  const mood = waited <= QUICK ? 'quick' : 'slow'
  return {
    id: idFrom(`${sources.world.seed} conversation ${words}`),
    brand: brandId(brand.slug),
    channel: 'chat.web',
    lang: customer.lang,
    contact: { handle: `customer-${customer.n}`, name: customer.name, phone: customer.phone },
    startedWith: 'bot',
    messages: [...pen.said],
    ...(handedOver && { handedOver }),
    solvedAt: isoOf(pen.at),
    labels: labelsOf(sources.operator, topic),
    disposition: handedOver === undefined ? null : random.pick(sources.world.dispositions),
    csat: ratingOf(random, pen.at, scores[mood]),
  }
}

const isoOf = (ms: number): string => new Date(ms).toISOString()

function penFrom(words: string, began: number): Pen {
  const said: Said[] = []
  let at = began
  return {
    get at() {
      return at
    },
    said,
    wait(ms) {
      at += ms
    },
    until(then) {
      at = Math.max(at, then)
    },
    say(by, text, more = {}) {
      said.push({ id: idFrom(`past ${words} ${said.length}`), at: isoOf(at), by, text, ...more })
    },
  }
}

interface WithBot {
  world: World
  script: Script
  brand: Brand
  article: Article | null
  pen: Pen
}

const typing = (random: Random): number => random.int(15, 120) * SECOND

function answerOfBot({ script, brand, article, pen }: WithBot): void {
  if (article === null) return
  pen.say({ kind: 'bot', name: botName(brand, script.customer.lang) }, article.summary)
  pen.wait(typing(script.random))
}

function helped(talk: WithBot): undefined {
  const { world, script, brand, pen } = talk
  const { lang } = script.customer
  answerOfBot(talk)
  pen.say({ kind: 'contact' }, script.random.pick(world.talk(lang).bot.helped).text)
  pen.wait(2 * SECOND)
  pen.say({ kind: 'bot', name: botName(brand, lang) }, saysGoodbye(lang))
  pen.wait(10 * MINUTE)
}

function passedOn(talk: WithBot, reaction: 'notHelped' | 'wantsPerson'): NonNullable<Past['handedOver']> {
  const { world, script, brand, pen } = talk
  const { lang } = script.customer
  answerOfBot(talk)
  pen.say({ kind: 'contact' }, script.random.pick(world.talk(lang).bot[reaction]).text)
  pen.wait(2 * SECOND)
  pen.say({ kind: 'bot', name: botName(brand, lang) }, handsOver(lang), { acknowledgement: true })
  return { at: isoOf(pen.at), reason: reaction === 'wantsPerson' ? 'asked' : 'not-helped' }
}

/** Hello, the matter, goodbye. Answers how long the customer waited, in milliseconds of opening hours. */
function byAdvisor(sources: Sources, script: Script, brand: Brand, pen: Pen): number {
  const { random, customer, topic } = script
  const agent = random.pick(whoSpeaks(sources.operator, brand, customer.lang))
  const by = { kind: 'agent' as const, id: agentIdOf(sources.operator, agent.slug), name: agent.alias }
  const names = { contact: customer.name, agent: agent.alias, brand: brand.name }
  const words = (shortcuts: readonly string[]) =>
    cannedText(sources.canned, random.pick(shortcuts), customer.lang, names) ??
    cannedText(sources.canned, 'one-moment', customer.lang, names) ??
    agent.alias
  const { at, waited } = whenAnswered(random, brand, pen.at, random.chance(0.8) ? 6 : SLOWEST)
  pen.until(at)
  pen.say(by, words(firstWords))
  pen.wait(typing(random))
  pen.say({ kind: 'contact' }, random.pick(sources.world.talk(customer.lang).answer.yes).text)
  pen.wait(typing(random))
  pen.say(by, words(topicWords(topic)))
  pen.wait(typing(random) * 2)
  pen.say({ kind: 'contact' }, random.pick(sources.world.talk(customer.lang).thanks).text)
  pen.wait(typing(random))
  pen.say(by, words([lastWords]))
  return waited
}

/** Who answers this brand in this language; else whoever answers the brand. */
function whoSpeaks({ agents }: Operator, brand: Brand, lang: string): readonly AgentSeed[] {
  const ours = agents.filter(({ brands }) => brands.includes(brand.slug))
  const fluent = ours.filter(({ languages }) => languages.includes(lang))
  return fluent.length > 0 ? fluent : ours
}

const labelsOf = ({ labels }: Operator, topic: string): string[] =>
  labels
    .filter(({ slug }) => topic.includes(slug) || (slug === 'sim' && topic.startsWith('puk')))
    .map(({ slug }) => operatorId('label', slug))

function ratingOf(
  random: Random,
  solved: number,
  mood: (typeof scores)[keyof typeof scores],
): NonNullable<Past['csat']> {
  const asked = solved + RATING_AFTER
  const askedAt = isoOf(asked)
  if (!random.chance(RATES)) return { askedAt, score: null }
  return { askedAt, score: Number(random.weighted(mood)), answeredAt: isoOf(asked + random.int(5, 300) * SECOND) }
}
