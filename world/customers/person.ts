import type { People } from '../content/index.ts'
import { type Random, randomFrom } from '../random.ts'
import { type Temper, tempers } from './behaviour.ts'

/** How many live in this world. */
export const POPULATION = 2_000

export interface Customer {
  /** 0 … POPULATION − 1. */
  n: number
  name: string
  brand: string
  lang: 'en' | 'fr' | 'nl' | 'es'
  country: string
  /** From a range nobody can own. */
  phone: string
  plan: string
  device: string
  temper: Temper
}

type Share = Readonly<Record<string, number>>
/** Which languages a brand's customers speak, of a hundred. */
const spoken: Readonly<Record<string, Share>> = { ondelle: { fr: 48, nl: 38, en: 14 }, vencejo: { es: 82, en: 18 } }
const brands: Share = { ondelle: 65, vencejo: 35 }

/** The n-th customer: the same in every world of this seed. */
export function customerAt(
  seed: string,
  people: People,
  n: number,
  wish: Partial<Pick<Customer, 'brand' | 'lang'>> = {},
): Customer {
  const random = randomFrom(`${seed} customer ${n}`)
  const brand = wish.brand ?? random.weighted(brands)
  const lang = wish.lang ?? languageOf(random.weighted(spoken[brand] ?? { en: 1 }))
  const country = brand === 'vencejo' ? 'ES' : random.weighted({ BE: 92, LU: 8 })
  return {
    n,
    brand,
    lang,
    country,
    name: nameIn(people, lang, random),
    phone: phoneIn(people, country, random),
    plan: random.pick(people.plans.filter((plan) => plan.brand === brand)).name,
    device: random.pick(people.devices),
    temper: random.weighted(tempers),
  }
}

const languageOf = (lang: string): Customer['lang'] => (lang === 'fr' || lang === 'nl' || lang === 'es' ? lang : 'en')

/** One in ten has a name from elsewhere. */
function nameIn({ names }: People, lang: string, random: Random): string {
  const from = random.chance(0.1) ? random.pick(Object.keys(names)) : lang
  const { first, last } = names[from] ?? { first: [], last: [] }
  return `${random.pick(first)} ${random.pick(last)}`
}

function phoneIn({ phones }: People, country: string, random: Random): string {
  const range = phones.find((one) => one.country === country)
  if (range === undefined) throw new Error(`No fictional numbers for ${country}.`)
  return range.prefix + String(random.int(0, 10 ** range.digits - 1)).padStart(range.digits, '0')
}
