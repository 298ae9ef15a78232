import { isAttribution, MAY_BEGIN } from './attributions.ts'
import { isDivider, isHeaderField } from './dividers.ts'
import { isProgramLine, isRule, isSignatureMark } from './signatures.ts'

/** Signs of our own for what HTML says by its elements; taken out of every mail before. */
export const QUOTE_BEGINS = '\ue000'
export const SIGNATURE_BEGINS = '\ue001'

export type Kind = 'empty' | 'quote' | 'attribution' | 'divider' | 'field' | 'signature' | 'program' | 'rule' | 'text'

export interface Line {
  text: string
  kind: Kind
}

const MOST_JOINED = 4

/** Each line with what it is; a line that introduces a quote is one, over however many it was wrapped. */
export function readLines(text: string): Line[] {
  const raw = text.split('\n')
  const lines: Line[] = []
  for (let i = 0; i < raw.length; i += 1) {
    const joined = attributionAt(raw, i)
    lines.push(joined ?? { text: raw[i] ?? '', kind: kindOf(raw[i] ?? '') })
    if (joined !== null) i += joined.count - 1
  }
  return lines
}

function kindOf(line: string): Kind {
  if (line === QUOTE_BEGINS) return 'divider'
  if (line === SIGNATURE_BEGINS) return 'signature'
  if (line.trim() === '') return 'empty'
  if (isSignatureMark(line)) return 'signature'
  if (isDivider(line) && !/^\s*>/.test(line)) return 'divider'
  if (/^\s{0,3}(?:>|\|\s|&gt;)/.test(line)) return 'quote'
  if (isRule(line)) return 'rule'
  if (isProgramLine(line)) return 'program'
  return isHeaderField(line) ? 'field' : 'text'
}

function attributionAt(raw: readonly string[], at: number): (Line & { count: number }) | null {
  const first = raw[at] ?? ''
  if (first.trim() === '' || /^\s*>/.test(first)) return null
  const certainty = isAttribution(first)
  if (certainty === 'sure' || (certainty !== null && quoteFollows(raw, at + 1)))
    return { text: first, kind: 'attribution', count: 1 }
  if (first.length > 300 || !MAY_BEGIN.test(first)) return null
  let joined = first.trim()
  for (let count = 2; count <= MOST_JOINED; count += 1) {
    const next = raw[at + count - 1]
    if (
      next === undefined ||
      next.trim() === '' ||
      next.length > 300 ||
      (isAttribution(next) === 'sure' && isWhole(joined))
    )
      return null
    joined = `${joined} ${next
      .trim()
      .replace(/^>\s?(?=\S)(?!:)/, '')
      .trim()}`
    if (isAttribution(joined.replace(/<\s+/g, '<').replace(/\s+>/g, '>')) === 'sure') {
      return { text: raw.slice(at, at + count).join('\n'), kind: 'attribution', count }
    }
  }
  return null
}

/** No date begun and no bracket open: the line below is an introduction by itself. */
const isWhole = (line: string): boolean => !/\d/.test(line) && line.lastIndexOf('<') <= line.lastIndexOf('>')

function quoteFollows(raw: readonly string[], from: number): boolean {
  const next = raw.slice(from, from + 4).find((line) => line.trim() !== '')
  return next !== undefined && /^\s{0,3}>/.test(next)
}
