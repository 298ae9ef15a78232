import type { Words } from '../../i18n/words.tsx'
import { type Told as ToldOf, toldOf } from '../refused.ts'
import type { BrandDraft } from './brand.ts'

const fields = ['name', 'slug', 'languages'] as const
export type Told = ToldOf<(typeof fields)[number]>

/** What can be said before the server is asked. */
export function missing({ name, slug, languages }: BrandDraft, t: Words['t']): Told | null {
  const told: Told = {
    ...(name.trim() === '' && { name: t('brand.fault.name') }),
    ...(!/^[a-z][a-z0-9-]{1,30}$/.test(slug) && { slug: t('brand.fault.slug') }),
    ...(languages.length === 0 && { languages: t('brand.fault.languages') }),
  }
  return Object.keys(told).length === 0 ? null : told
}

export const toldBy = (error: unknown, t: Words['t']): Told =>
  toldOf(error, t, { fields, words: 'brand', taken: 'slug' })
