/** What a customer can read, per language tag. */
export type Texts = Readonly<Record<string, string>>
export type Lang = string

type Languages = readonly Lang[] | { readonly languages: readonly Lang[] }

const orderOf = (from: Languages): readonly Lang[] => ('languages' in from ? from.languages : from)
const baseOf = (tag: Lang): Lang => tag.toLowerCase().split('-', 1)[0] ?? ''

/** The closest of `offered` to one tag: the same tag, else the same language in another region. */
function closest(offered: readonly Lang[], tag: Lang): Lang | undefined {
  const wanted = tag.toLowerCase()
  return (
    offered.find((lang) => lang.toLowerCase() === wanted) ?? offered.find((lang) => baseOf(lang) === baseOf(wanted))
  )
}

/** Tags of an Accept-Language header (or of one tag), the most wanted first. */
function wantedTags(wanted: string): Lang[] {
  const parts = wanted
    .slice(0, 400)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';')
      const q = rest.map((p) => p.trim()).find((p) => p.startsWith('q='))
      return { tag: tag.trim(), weight: q === undefined ? 1 : Number(q.slice(2)) || 0 }
    })
  return parts
    .filter((part) => part.tag !== '' && part.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((part) => part.tag)
}

/** The brand's language that fits best: `wanted` is a tag, a list of them, or an Accept-Language header. The brand's first when none fits. */
export function languageFor(brand: Languages, wanted: string | readonly string[] | null | undefined): Lang {
  const offered = orderOf(brand)
  const tags = typeof wanted === 'string' ? wantedTags(wanted) : (wanted ?? [])
  for (const tag of tags) {
    const found = closest(offered, tag)
    if (found !== undefined) return found
  }
  return offered[0] ?? 'en'
}

/** The text in `lang`, else in the brand's order of fallback, else in any language it exists in; '' when there is none. */
export function textIn(texts: Texts, languages: Languages, lang: Lang): string {
  const written = Object.keys(texts).filter((tag) => texts[tag] !== '')
  for (const tag of [lang, ...orderOf(languages)]) {
    const found = closest(written, tag)
    if (found !== undefined) return texts[found] ?? ''
  }
  return texts[written[0] ?? ''] ?? ''
}
