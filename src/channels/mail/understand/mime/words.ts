import { decodeWords } from 'postal-mime'

const MOST = 16_000
/** `=?charset?Q?text?=` with spaces in it, in broken lines, in quotes, with a language (RFC 2231) or run into its neighbour. */
const BROKEN = /=\?[^?\s]{1,40}\?[bq]\?[^?]{0,4000}\?=/gi

/** A header's words as people read them; whatever cannot be decoded stays as it came. */
export function readWords(value: string): string {
  const text = value.slice(0, MOST)
  if (!text.includes('=?')) return tidy(text)
  const mended = text
    .replace(/(=\?[^?\s*]{1,40})\*[a-z-]{1,20}(?=\?[bq]\?)/gi, '$1')
    .replace(BROKEN, (word) => mend(word))
  try {
    return tidy(decodeWords(mended))
  } catch {
    return tidy(text)
  }
}

/** Spaces within a word are not allowed and mean themselves in Q, nothing in B. */
function mend(word: string): string {
  const [, charset = '', kind = '', text = ''] = word.split('?')
  const plain = kind.toLowerCase() === 'q' ? text.replace(/[ \t]/g, '_') : text.replace(/\s+/g, '')
  return `=?${charset.replace(/^utf8$/i, 'utf-8').replace(/^(?:cp|windows)-?(125\d)$/i, 'windows-$1')}?${kind}?${plain}?=`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u001f\u007f]+/g

const tidy = (text: string): string => text.toWellFormed().replace(CONTROLS, ' ').trim()
