import type { Static } from 'typebox'
import { type FieldFault, Problem } from '#kernel/errors'
import type { BrandInput } from '../contract.ts'
import { lookFaults } from '../look.ts'

export type BrandValues = Static<typeof BrandInput>

/** Throws with every fault at once: what the shape alone cannot say. */
export function checkBrand(brand: BrandValues): void {
  const faults = [...lookFaults(brand.look), ...hoursFaults(brand), ...languageFaults(brand)]
  if (faults.length === 0) return
  const list = faults.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; ')
  throw new Problem('invalid_input', `The brand was not saved. ${list}.`, { faults })
}

function hoursFaults({ hours }: BrandValues): FieldFault[] {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(hours.timeZone)
    return []
  } catch {
    return [{ pointer: '/body/hours/timeZone', detail: 'must be an IANA time zone such as Europe/Paris' }]
  }
}

function languageFaults({ languages }: BrandValues): FieldFault[] {
  const twice = languages.some((lang, at) => languages.indexOf(lang) !== at)
  return twice ? [{ pointer: '/body/languages', detail: 'names a language twice' }] : []
}

/** The row's columns for a contract's values. */
export const columnsOf = (brand: BrandValues) => ({
  slug: brand.slug,
  name: brand.name,
  languages: brand.languages,
  look: JSON.stringify(brand.look),
  hours: JSON.stringify(brand.hours),
  first_holder: brand.firstHolder,
  pre_chat: brand.preChat,
  greeting: JSON.stringify(brand.greeting),
  legal: JSON.stringify(brand.legal),
})
