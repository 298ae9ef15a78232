import { IntlMessageFormat } from 'intl-messageformat'
import type { SummaryFacts } from '#conversations'
import { type AllPhrases, type Phrases, phrasesFor } from './phrases.ts'

/** The facts of a hand-over in the first of the reader's languages that the bot has words for; what was quoted stays as it was said. */
export function wordSummary(all: AllPhrases, facts: SummaryFacts, langs: readonly string[]): string {
  const lang = langs.find((one) => all.has(one) || all.has(base(one))) ?? 'en'
  const { summary } = phrasesFor(all, lang)
  const quoted = (texts: readonly string[]) => texts.map((text) => `“${text}”`).join(' · ')
  const articles = facts.articles.map(({ title, helped }) => `“${title}” (${verdict(summary, helped)})`)
  const why = summary.why[facts.reason]
  const lines: [string, string][] = [
    [summary.language, new Intl.DisplayNames([lang], { type: 'language' }).of(facts.lang) ?? facts.lang],
    [summary.asked, quoted(facts.asked) || summary.nothing],
    [summary.offered, articles.join(' · ') || summary.nothing],
    [summary.tried, quoted(facts.tried)],
    [summary.missed, facts.misses === 0 ? '' : times(summary, lang, facts.misses)],
    [summary.reason, why ?? ''],
  ]
  return lines
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}: ${text}`)
    .join('\n')
}

const base = (lang: string): string => lang.split('-', 1)[0] ?? ''

const times = (summary: Phrases['summary'], lang: string, n: number): string =>
  String(new IntlMessageFormat(summary.times, lang).format({ n }))

function verdict(summary: Phrases['summary'], helped: boolean | null): string {
  if (helped === null) return summary.unknown
  return helped ? summary.helped : summary.notHelped
}
