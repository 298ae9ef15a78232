import { Problem } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { type Letters, type Pack, readPacks } from './pack.ts'
import { complaintSetting } from './setting.ts'

/** Read when the process starts: a bad pack is no start. */
const { packs, letters } = readPacks()

export const packBy = (code: string): Pack | undefined => packs.get(code)
export const allPacks = (): readonly Pack[] => [...packs.values()]
export const lettersIn = (lang: string): Letters | undefined => letters.get(lang)

export async function packOf(app: App, brand: BrandId): Promise<{ pack: Pack; answerDays: number | null } | null> {
  const { pack: code, answerDays } = await settingOf(app, complaintSetting, brand)
  const pack = code === null ? undefined : packs.get(code)
  return pack === undefined ? null : { pack, answerDays }
}

export async function neededPack(app: App, brand: BrandId): Promise<{ pack: Pack; answerDays: number | null }> {
  const found = await packOf(app, brand)
  if (found !== null) return found
  throw new Problem(
    'unprocessable',
    'Nobody has said yet under which law this brand’s complaints are handled. An administrator chooses it in the settings, under Complaints.',
  )
}

/** The customer's language when the pack has it and there are letters in it, else the pack's first that has. */
export function letterLang(pack: Pack, wanted: string | null): string {
  const offered = pack.languages.filter((lang) => letters.has(lang))
  const base = wanted?.toLowerCase().split('-', 1)[0]
  return offered.find((lang) => lang === base) ?? offered[0] ?? 'en'
}
