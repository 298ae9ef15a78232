import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'

const Texts = Type.Record(Type.String(), Type.String())
const keys = <K extends string>(names: readonly K[]) =>
  Type.Object(
    Object.fromEntries(names.map((name) => [name, Type.String()])) as Record<K, ReturnType<typeof Type.String>>,
  )

const sayings = [
  'name',
  'hello',
  'intro',
  'helloAgain',
  'thanks',
  'bye',
  'isBot',
  'found',
  'link',
  'helped',
  'helpedYes',
  'helpedNo',
  'oneMoreWord',
  'choose',
  'offerPerson',
  'handover',
  'handoverWait',
  'handoverMisses',
  'handoverClosed',
  'closedOffer',
  'file',
  'secret',
] as const
const buttons = ['person', 'yes', 'no', 'none', 'other'] as const
const meanings = [
  ...(['greeting', 'thanks', 'goodbye', 'person', 'bot', 'yes', 'no', 'alarm'] as const),
  // Words, not phrases, all but the last: what somebody says whose matter is settled, and what shows that it is not.
  ...(['done', 'soft', 'around', 'unsettled', 'tried'] as const),
] as const
const summaryWords = [
  ...(['language', 'asked', 'offered', 'helped', 'notHelped', 'unknown', 'nothing', 'reason'] as const),
  ...(['tried', 'missed', 'times'] as const),
] as const

const Phrases = Type.Object({
  say: keys(sayings),
  button: keys(buttons),
  recognise: Type.Object(
    Object.fromEntries(meanings.map((name) => [name, Type.Array(Type.String())])) as Record<
      (typeof meanings)[number],
      ReturnType<typeof stringArray>
    >,
  ),
  summary: Type.Intersect([keys(summaryWords), Type.Object({ why: Texts })]),
})
function stringArray() {
  return Type.Array(Type.String())
}

export type Saying = (typeof sayings)[number]
export type Button = (typeof buttons)[number]
export type Meaning = (typeof meanings)[number]
/** All words of the bot in one language: a file of data, so that a new language needs no code. */
export type Phrases = Static<typeof Phrases>
export type AllPhrases = ReadonlyMap<string, Phrases>

/** The languages under `phrases/`. Throws when a file lacks something: the bot must not fall silent in the middle of a talk. */
export function readPhrases(): AllPhrases {
  const folder = new URL('./phrases/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return new Map(files.map((name) => [name.replace(/\.json$/, ''), readOne(new URL(name, folder))]))
}

function readOne(file: URL): Phrases {
  const phrases: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Check(Phrases, phrases))
    throw new Error(`The bot's words in ${file.pathname.split('/').at(-1)} are not complete.`)
  return phrases
}

/** The words for a language tag, else those of its base language, else English. */
export function phrasesFor(all: AllPhrases, lang: string): Phrases {
  const found = all.get(lang) ?? all.get(lang.split('-', 1)[0] ?? '') ?? all.get('en')
  if (found === undefined) throw new Error('The bot has no English words to fall back on.')
  return found
}

/** One sentence, filled. */
export const say = (
  phrases: Phrases,
  lang: string,
  saying: Saying,
  values: Record<string, string | number> = {},
): string => String(new IntlMessageFormat(phrases.say[saying], lang).format(values))
