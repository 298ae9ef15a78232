export type Messages = Readonly<Record<string, string>>

/** A language is its file: what lies in locales/console is what can be chosen. */
const files = import.meta.glob<Messages>('../../../../locales/console/*.json', { import: 'default' })

const langOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '')
const loaders = new Map(Object.entries(files).map(([path, load]) => [langOf(path), load]))

export const languages: readonly string[] = [...loaders.keys()].sort()

/** The nearest language we have to what is wished, English at last. */
export const nearest = (wished: readonly string[]): string =>
  wished.map((lang) => (loaders.has(lang) ? lang : (lang.split('-')[0] ?? ''))).find((lang) => loaders.has(lang)) ??
  'en'

export async function loadMessages(lang: string): Promise<Messages> {
  const load = loaders.get(lang) ?? loaders.get('en')
  return load === undefined ? {} : load()
}
