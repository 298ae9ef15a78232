import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Formats } from './formats.ts'
import { languages, loadFirst, loadRest, type Messages } from './languages.ts'

type Values = Record<string, string | number | boolean | Date | null | undefined>
export interface Words {
  lang: string
  dir: 'ltr' | 'rtl'
  formats: Formats
  /** The sentence of a key; a key nobody wrote is shown as it is, so that it is noticed. */
  t(key: string, values?: Values): string
  has(key: string): boolean
  /** What a `{lang: text}` says in the reader's language. */
  text(texts: Readonly<Record<string, string>> | undefined): string
}

const directionOf = (lang: string): 'ltr' | 'rtl' => (/^(ar|fa|he|ur)\b/.test(lang) ? 'rtl' : 'ltr')

/** Words of one language, each compiled at first use. While only a part of them is there, what is missing is silent. */
export function wordsOf(lang: string, messages: Messages, isWhole = true): Words {
  const compiled = new Map<string, IntlMessageFormat>()
  const compile = (key: string, source: string) => {
    const message = compiled.get(key) ?? new IntlMessageFormat(source, lang)
    compiled.set(key, message)
    return message
  }
  return {
    lang,
    dir: directionOf(lang),
    formats: new Formats(lang),
    has: (key) => messages[key] !== undefined,
    t(key, values) {
      const source = messages[key]
      if (source === undefined) return isWhole ? key : ''
      return source.includes('{') ? String(compile(key, source).format(values)) : source
    },
    text: (texts) => texts?.[lang] ?? texts?.en ?? Object.values(texts ?? {})[0] ?? '',
  }
}

const Context = createContext<Words | null>(null)

export function useWords(): Words {
  const words = useContext(Context)
  if (words === null) throw new Error('useWords needs WordsProvider above it')
  return words
}

interface Loaded {
  lang: string
  messages: Messages
  isWhole: boolean
}

/** Loads the language's first texts and sets `lang` and `dir`, then the rest; until the new one is there the old one stays. */
export function WordsProvider({ lang, children }: { lang: string; children: ReactNode }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  useEffect(() => {
    let wanted = true
    const load = async () => {
      const first = await loadFirst(lang)
      if (wanted) setLoaded({ lang, messages: first, isWhole: false })
      const rest = await loadRest(lang)
      if (wanted) setLoaded({ lang, messages: { ...first, ...rest }, isWhole: true })
    }
    // A file that a release replaced under this page: the next part that is opened finds that out, too, and loads the page anew.
    load().catch(() => {})
    return () => {
      wanted = false
    }
  }, [lang])
  const words = useMemo(
    () => (loaded === null ? null : wordsOf(loaded.lang, loaded.messages, loaded.isWhole)),
    [loaded],
  )
  useEffect(() => {
    if (words === null) return
    document.documentElement.lang = words.lang
    document.documentElement.dir = words.dir
  }, [words])
  if (words === null) return null
  return (
    <Context value={words}>
      <I18nProvider locale={words.lang}>{children}</I18nProvider>
    </Context>
  )
}
export { languages }
