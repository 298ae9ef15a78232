/** The languages to try for a reader: the wanted one, then the brand's in its order of fallback. */
export const languageOrder = (brand: { languages: readonly string[] }, lang: string): string[] => [
  ...new Set([lang, ...brand.languages]),
]

/** Of each key the translation that stands first in `order`; languages outside it are left out. */
export function bestTranslations<T extends { key: string; lang: string }>(
  articles: readonly T[],
  order: readonly string[],
): T[] {
  const best = new Map<string, T>()
  for (const lang of order) {
    for (const article of articles) if (article.lang === lang && !best.has(article.key)) best.set(article.key, article)
  }
  return [...best.values()]
}
