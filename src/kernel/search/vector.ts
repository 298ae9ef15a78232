import { references, stem } from '#kernel/text'

/** Beyond this PostgreSQL keeps no places; a document of a megabyte is found by its beginning. */
const MOST_WORDS = 16_000
const MOST_SIGNS = 200_000

export interface Searchable {
  lang: string
  title: string
  text: string
}

/** The text form of a tsvector: our stems with their places, the title's with weight A. */
export function vector({ lang, title, text }: Searchable): string {
  const inTitle = lexemes(lang, title)
  const inText = lexemes(lang, text).slice(0, MOST_WORDS - inTitle.length)
  const parts = inTitle.map((lexeme, i) => `${quoted(lexeme)}:${i + 1}A`)
  return parts.concat(inText.map((lexeme, i) => `${quoted(lexeme)}:${inTitle.length + i + 1}`)).join(' ')
}

function lexemes(lang: string, text: string): string[] {
  const some = text.slice(0, MOST_SIGNS)
  return [...stem(lang, some), ...references(some)].slice(0, MOST_WORDS)
}

export const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
