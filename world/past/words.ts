import type { Article, Brand, Canned, TalkLanguage } from '../content/index.ts'

/** What the bot said then: the words of this world, not those of the product. */
const botWords: Readonly<Record<TalkLanguage, { name: string; handsOver: string; settled: string }>> = {
  en: {
    name: 'bot',
    handsOver: 'I am passing you on to a person. They see what you wrote.',
    settled: 'Good. Write here again if you need anything.',
  },
  fr: {
    name: 'Bot',
    handsOver: 'Je vous passe à une personne. Elle voit ce que vous avez écrit.',
    settled: 'Tant mieux. Réécrivez ici si besoin.',
  },
  nl: {
    name: 'Bot',
    handsOver: 'Ik geef je door aan een medewerker, die ziet wat je schreef.',
    settled: 'Mooi. Schrijf gerust opnieuw.',
  },
  es: {
    name: 'Bot',
    handsOver: 'Te paso con una persona. Ve lo que has escrito.',
    settled: 'Bien. Si necesitas algo más, escribe aquí.',
  },
}

export const botName = ({ name }: Brand, lang: TalkLanguage): string =>
  lang === 'en' ? `${name} ${botWords.en.name}` : `${botWords[lang].name} ${name}`
export const handsOver = (lang: TalkLanguage): string => botWords[lang].handsOver
export const saysGoodbye = (lang: TalkLanguage): string => botWords[lang].settled

/** Matters whose articles are called otherwise. */
const keys: Readonly<Record<string, string>> = { outage: 'internet-outage', plan: 'change-plan' }

/** The article that answers a matter; none in that language: null. */
export const articleAbout = (
  articles: readonly Article[],
  brand: string,
  lang: string,
  topic: string,
): Article | null =>
  articles.find(
    (article) => article.brand === brand && article.lang === lang && article.key.startsWith(keys[topic] ?? topic),
  ) ?? null

/** A canned response as it was sent; null when it needs more than names. */
export function cannedText(
  canned: readonly Canned[],
  shortcut: string,
  lang: string,
  names: { contact: string; agent: string; brand: string },
): string | null {
  const text = canned.find((one) => one.shortcut === shortcut)?.text[lang]
  const filled = text
    ?.replaceAll('{{contact.firstName}}', names.contact.split(' ')[0] ?? '')
    .replaceAll('{{agent.firstName}}', names.agent)
    .replaceAll('{{brand.name}}', names.brand)
  return filled === undefined || filled.includes('{{') ? null : filled
}
