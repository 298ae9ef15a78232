export type Messages = Readonly<Record<string, string>>

/**
 * A language is its file: what lies in locales/console is what can be chosen. The build makes two of each (surfaces/first-words.ts):
 * `first` for the first screens, `rest` for all that opens after them.
 */
const first = import.meta.glob<Messages>('../../../../locales/console/*.json', { import: 'default', query: '?first' })
const rest = import.meta.glob<Messages>('../../../../locales/console/*.json', { import: 'default', query: '?rest' })

const langOf = (path: string): string => path.replace(/^.*\/|\.json.*$/g, '')
type Loaders = ReadonlyMap<string, () => Promise<Messages>>
const byLang = (files: Record<string, () => Promise<Messages>>): Loaders =>
  new Map(Object.entries(files).map(([path, load]) => [langOf(path), load]))
const firstOf = byLang(first)
const restOf = byLang(rest)

export const languages: readonly string[] = [...firstOf.keys()].sort()

/** The nearest language we have to what is wished, English at last. */
export const nearest = (wished: readonly string[]): string =>
  wished.map((lang) => (firstOf.has(lang) ? lang : (lang.split('-')[0] ?? ''))).find((lang) => firstOf.has(lang)) ??
  'en'

const load = async (from: Loaders, lang: string): Promise<Messages> =>
  (await (from.get(lang) ?? from.get('en'))?.()) ?? {}

export const loadFirst = (lang: string): Promise<Messages> => load(firstOf, lang)

let going: Promise<Messages> = Promise.resolve({})
/** The texts behind the first ones. A page that is opened later waits for them (`allWords`), so that none is shown without its words. */
export function loadRest(lang: string): Promise<Messages> {
  going = load(restOf, lang)
  return going
}
export const allWords = (): Promise<unknown> => going
