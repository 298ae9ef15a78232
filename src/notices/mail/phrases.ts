import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'

const names = [
  ...(['subject.mail', 'subject.digest', 'intro.mail', 'intro.digest', 'why', 'settings', 'end'] as const),
  ...([
    'mention',
    'mention.nobody',
    'assignment',
    'beside',
    'hand',
    'flag.wrong',
    'flag.missing',
    'follow',
    'approval',
    'approval.returned',
    'review.scored',
    'review.disputed',
    'review.settled',
    'review.note',
    'other',
  ] as const),
  ...([
    'warning.waiting',
    'warning.due',
    'warning.breached',
    'warning.job',
    'warning.handler',
    'warning.other',
  ] as const),
  ...([
    'warning.promise',
    'warning.promise-passed',
    'warning.promise-failed',
    'warning.secure-form',
    'warning.p1',
    'warning.complaint',
    'warning.complaint-late',
  ] as const),
  ...(['page.title', 'page.ask', 'page.button', 'page.done', 'page.gone', 'page.console'] as const),
] as const
export type Phrase = (typeof names)[number]
type Shape = Record<Phrase, ReturnType<typeof Type.String>>
const Phrases = Type.Object(Object.fromEntries(names.map((name) => [name, Type.String()])) as Shape)

/** A sentence in one language, filled. */
export type Say = (phrase: Phrase, values?: Record<string, string | number>) => string

const folder = new URL('../phrases/', import.meta.url)
let all: ReadonlyMap<string, Static<typeof Phrases>> | null = null

/** The languages under `phrases/`, read with the first mail. Throws when a file lacks something. */
function read(): ReadonlyMap<string, Static<typeof Phrases>> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return new Map(files.map((name) => [name.replace(/\.json$/, ''), readOne(name)]))
}

function readOne(name: string): Static<typeof Phrases> {
  const phrases: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
  if (!Check(Phrases, phrases)) throw new Error(`The words of notices in ${name} are not complete.`)
  return phrases
}

/** In this language, else in its base language, else in English. */
export function sayIn(lang: string): { say: Say; lang: string } {
  all ??= read()
  const base = lang.split('-', 1)[0] ?? ''
  const known = [lang, base, 'en'].find((each) => all?.has(each)) ?? 'en'
  const phrases = all.get(known)
  const say: Say = (phrase, values = {}) =>
    String(new IntlMessageFormat(phrases?.[phrase] ?? phrase, known).format(values))
  return { say, lang: known }
}
