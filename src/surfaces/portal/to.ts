/** The map of a brand's site: every address of it is made here. */
export interface To {
  home: string
  help: string
  contact: string
  privacy: string
  accessibility: string
  search(q: string): string
  /** The address of an article is known by knowledge; only the language is added. */
  article(href: string): string
  helpful(slug: string): string
  answers(token: string): string
  /** Where a survey of a mail is answered. */
  rate(token: string): string
  /** Where a case stands, by its link; `done` is what was done a moment ago. */
  ownCase(token: string, done: string | null): string
  /** Where somebody proves who they are, by the link they were sent; `said` is what the last press came to. */
  prove(token: string, said: string | null): string
  /** Where somebody gives what goes to its system, by the link they were sent; `said` is what was wrong with it. */
  secureForm(token: string, said: string | null): string
  answersFile(token: string, file: string): string
  /** This page in another language. */
  inLanguage(path: string, lang: string): string
}

/** `lang` is carried along once it was chosen; null leaves it to the browser. */
export function linksOf(brand: string, lang: string | null): To {
  const base = `/b/${brand}/`
  const chosen = lang === null ? '' : `?lang=${lang}`
  return {
    home: base + chosen,
    help: `${base}help${chosen}`,
    contact: `${base}contact${chosen}`,
    privacy: `${base}privacy${chosen}`,
    accessibility: `${base}accessibility${chosen}`,
    search: (q) => `${base}help?${new URLSearchParams({ q, ...(lang !== null && { lang }) })}`,
    article: (href) => href + chosen,
    helpful: (slug) => `${base}help/${slug}/helpful${chosen}`,
    rate: (token) => `${base}rate/${token}${chosen}`,
    ownCase: (token, done) => `${base}case/${token}${queryOf({ lang, done })}`,
    prove: (token, said) => `${base}prove/${token}${queryOf({ lang, said })}`,
    secureForm: (token, said) => `${base}secure-form/${token}${queryOf({ lang, said })}`,
    answersFile: (token, file) => `${base}contact/answers/${token}/files/${file}`,
    answers: (token) => `${base}contact/answers/${token}${chosen}`,
    inLanguage: (path, other) => `${path}?lang=${other}`,
  }
}

function queryOf(given: Record<string, string | null>): string {
  const named = Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  return named.length === 0 ? '' : `?${new URLSearchParams(named)}`
}
