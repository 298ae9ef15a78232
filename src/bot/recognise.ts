import { normal } from './normal.ts'
import type { AllPhrases, Button, Meaning, Phrases } from './phrases.ts'
import { type SettledWords, settledWords } from './settled.ts'

// Longer texts have a matter of their own, and the words in them mean it.
const SHORT_TEXT = 15

interface Spoken {
  /** The whole of a text. */
  whole: ReadonlySet<string>
  /** Long enough to mean the same within a text. */
  within: readonly string[]
}
type Phrase = Exclude<Meaning, 'done' | 'soft' | 'around' | 'unsettled'>
export type Ear = Readonly<Record<Phrase, Spoken>> & {
  readonly trim: readonly string[]
  readonly settled: SettledWords
}

const WITHIN: Readonly<Partial<Record<Meaning, number>>> = { person: 2, bot: 3, alarm: 1, tried: 1 }

/** Makes a language's lists ready to listen with. */
export function earOf({ recognise }: Phrases): Ear {
  const spoken = (meaning: Meaning): Spoken => {
    const all = recognise[meaning].map(normal).filter((phrase) => phrase !== '')
    const from = WITHIN[meaning] ?? Number.POSITIVE_INFINITY
    return { whole: new Set(all), within: all.filter((phrase) => phrase.split(' ').length >= from) }
  }
  const courtesies = [...spoken('greeting').whole, ...spoken('thanks').whole].sort((a, b) => b.length - a.length)
  return {
    greeting: spoken('greeting'),
    thanks: spoken('thanks'),
    goodbye: spoken('goodbye'),
    person: spoken('person'),
    bot: spoken('bot'),
    yes: spoken('yes'),
    no: spoken('no'),
    alarm: spoken('alarm'),
    tried: spoken('tried'),
    trim: courtesies,
    settled: settledWords(recognise),
  }
}

/** Does the text mean this: as a whole (courtesies around it aside), or, for what must not be missed, within it? */
export function means(ear: Ear, meaning: Phrase, text: string): boolean {
  const said = normal(text)
  const { whole, within } = ear[meaning]
  if (whole.has(said) || whole.has(withoutCourtesy(ear, said))) return true
  if (meaning !== 'alarm' && said.split(' ').length > SHORT_TEXT) return false
  const padded = ` ${said} `
  return within.some((phrase) => padded.includes(` ${phrase} `))
}

/** "Hello, an agent please, thanks" → "an agent please". */
function withoutCourtesy(ear: Ear, said: string): string {
  const before = ear.trim.find((phrase) => said.startsWith(`${phrase} `))
  const rest = before === undefined ? said : said.slice(before.length + 1)
  const after = ear.trim.find((phrase) => rest.endsWith(` ${phrase}`))
  return after === undefined ? rest : rest.slice(0, -after.length - 1)
}

/** A button's label in any of these languages: it may have been shown before the language changed. */
export function isButton(all: AllPhrases, langs: readonly string[], button: Button, text: string): boolean {
  const said = normal(text)
  return langs.some((lang) => {
    const label = all.get(lang)?.button[button]
    return label !== undefined && normal(label) === said
  })
}
