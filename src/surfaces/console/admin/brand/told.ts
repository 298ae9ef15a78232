import { ApiError } from '../../../shared/client.ts'
import type { Words } from '../../i18n/words.tsx'
import { faultsOf } from '../accounts/faults.ts'
import type { BrandDraft } from './brand.ts'

const fields = ['name', 'slug', 'languages'] as const
export type Told = Partial<Record<(typeof fields)[number] | 'rest', string>>

/** What can be said before the server is asked. */
export function missing({ name, slug, languages }: BrandDraft, t: Words['t']): Told | null {
  const told: Told = {
    ...(name.trim() === '' && { name: t('brand.fault.name') }),
    ...(!/^[a-z][a-z0-9-]{1,30}$/.test(slug) && { slug: t('brand.fault.slug') }),
    ...(languages.length === 0 && { languages: t('brand.fault.languages') }),
  }
  return Object.keys(told).length === 0 ? null : told
}

/** What the server refused, at the field it means. */
export function toldBy(error: unknown, t: Words['t']): Told {
  if (!(error instanceof ApiError)) return { rest: t('failed.plain') }
  if (error.code === 'conflict') return { slug: t('brand.fault.taken') }
  const pointers = faultsOf(error).map(({ pointer }) => pointer)
  const wrong = fields.filter((name) => pointers.some((pointer) => pointer.startsWith(`/body/${name}`)))
  if (wrong.length > 0) return Object.fromEntries(wrong.map((name) => [name, t(`brand.fault.${name}`)]))
  return { rest: error.message === '' ? t('failed.plain') : error.message }
}
