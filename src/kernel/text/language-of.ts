import { greetings } from './greetings.ts'

export interface Language {
  lang: string
  /** Clear enough to act on: to answer in it, to choose a queue. */
  sure: boolean
}

const CLEAR_LEAD = 0.05
const SHORT_WORDS = 3
const wanted = new Set<string>()

/**
 * The language of a text among those the brand speaks (ISO 639-1); the first of them, unsure, when the text does not say.
 * The model is loaded at the first call.
 */
export async function languageOf(text: string, among: readonly string[]): Promise<Language> {
  const fallback = { lang: among[0] ?? 'en', sure: false }
  const words =
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
  if (words.length === 0) return fallback
  if (words.length <= SHORT_WORDS) {
    const greeted = among.filter((lang) => words.some((word) => greetings[lang]?.includes(word)))
    if (greeted.length === 1) return { lang: greeted[0] ?? fallback.lang, sure: true }
  }
  const detected = (await detector(among)).detect(text.slice(0, 2000))
  const scores = detected.getScores()
  const ranked = among.map((lang) => ({ lang, score: scores[lang] ?? 0 })).sort((a, b) => b.score - a.score)
  const [best, second] = ranked
  if (best === undefined || best.score === 0) return fallback
  return { lang: best.lang, sure: detected.isReliable() && best.score - (second?.score ?? 0) >= CLEAR_LEAD }
}

/** It weighs only languages somebody asked for: among sixty, a short Spanish text is easily Galician. */
async function detector(among: readonly string[]) {
  const { eld } = await import('eld/small')
  const unknown = among.filter((lang) => !wanted.has(lang))
  for (const lang of unknown) wanted.add(lang)
  if (unknown.length > 0) eld.setLanguageSubset([...wanted])
  return eld
}
