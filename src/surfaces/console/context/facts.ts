import { useWords } from '../i18n/words.tsx'
import type { Out } from '../state/api.ts'

export type Facts = Out<'GET /api/v1/offers'>['items'][number]['facts']

/** Why this advisor, in words: how many fitted, how much they held, how well they know what was asked. */
export function useFacts({ among, load, capacity, level, asked, lang, vip }: Facts): string[] {
  const { t, formats } = useWords()
  return [
    ...(vip === undefined ? [] : [t('assigned.vip')]),
    ...(among === undefined ? [] : [t('assigned.among', { n: among })]),
    ...(load === undefined || capacity === undefined ? [] : [t('assigned.load', { load, capacity })]),
    ...(level === undefined || asked === undefined ? [] : [t('assigned.level', { level, asked })]),
    ...(lang === undefined ? [] : [t('assigned.lang', { language: formats.language(lang) })]),
  ]
}
