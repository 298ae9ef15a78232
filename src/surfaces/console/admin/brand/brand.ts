import { uuid7 } from '../../../shared/uuid7.ts'
import type { In, Out } from '../../state/api.ts'
import { days } from './hours-of.ts'

export type Brand = Out<'GET /api/v1/brands'>['items'][number]
export type BrandDraft = In<'PUT /api/v1/brands/:id'>['body']

/** What somebody who begins would say anyway: their language, their zone, office hours. */
export const newBrand = (lang: string): { id: string; draft: BrandDraft } => ({
  id: uuid7(),
  draft: {
    slug: '',
    name: '',
    languages: [lang],
    look: { hue: 255, chroma: 0.12, radius: 8 },
    hours: {
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      week: days.slice(0, 5).map((day) => ({ day, from: '09:00', to: '18:00' })),
      closedDays: [],
    },
    firstHolder: 'bot',
    preChat: [],
    greeting: {},
    legal: {},
  },
})

/** What an address can be made of a name: "Ondé Mobile" is `onde-mobile`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 31)

/** Texts of languages that were left out go, and so do empty ones: the brand's first language is read instead. */
export function tidy(draft: BrandDraft): BrandDraft {
  const spoken = (texts: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(texts).filter(([lang, text]) => draft.languages.includes(lang) && text.trim() !== ''),
    )
  return { ...draft, name: draft.name.trim(), greeting: spoken(draft.greeting), legal: spoken(draft.legal) }
}
