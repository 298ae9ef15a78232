import { type Line, QUOTE_BEGINS, readLines, SIGNATURE_BEGINS } from './lines.ts'

export interface Folded {
  visible: string
  quoted: string
  signature: string
}

/** A signature is short; more than this below its mark is somebody's text. */
const MOST_SIGNATURE = 15
/** Below a quote, this little under an answer above it is what the quoting broke off, a footer or a signature. */
const FEW = 7
const MOST = 600_000
const MOST_ROUNDS = 100

/** What somebody wrote now, what they quoted, how they signed. Nothing is lost, and `visible` is empty only when the text is. */
export function foldReply(text: string): Folded {
  const lines = readLines(text.slice(0, MOST))
  const quoted: Line[] = []
  const own = withoutQuotes(lines, quoted)
  const signature: Line[] = []
  const said = trimEnd(withoutSignature(own, signature), quoted)
  const visible = joined(said)
  if (visible === '') return { visible: joined(lines), quoted: '', signature: '' }
  const rest = text.length > MOST ? `\n${text.slice(MOST)}` : ''
  return { visible, quoted: (joined(quoted) + rest).trim(), signature: joined(signature) }
}

/** Goes from one introduction of a quote to the next; what it introduces goes to `quoted`. */
function withoutQuotes(lines: readonly Line[], quoted: Line[]): Line[] {
  let own: Line[] = []
  let rest = lines
  for (let round = 0; ; round += 1) {
    const at = round < MOST_ROUNDS ? firstMark(rest) : -1
    if (at < 0) return [...own, ...rest]
    own = [...own, ...rest.slice(0, at)]
    const spoken = hasText(own)
    const block = quoteAfter(rest, at)
    const after = rest.slice(block)
    if (rest[at]?.kind !== 'attribution' || block === at + 1) {
      if (spoken) return take(own, rest.slice(at), quoted)
      // The mail begins with it: what follows is all there is.
      if (rest[at]?.kind !== 'attribution') return [...own, ...rest.slice(at)]
    } else if (endsHere(own, after)) return take(own, rest.slice(at), quoted)
    quoted.push(...rest.slice(at, block))
    rest = after
  }
}

function take(own: Line[], lines: readonly Line[], quoted: Line[]): Line[] {
  quoted.push(...lines)
  return own
}

function firstMark(lines: readonly Line[]): number {
  return lines.findIndex(
    ({ kind }, i) => kind === 'attribution' || kind === 'divider' || (kind === 'field' && isHeaderBlock(lines, i)),
  )
}

/** Three header lines together, or two below a rule; one of them may be wrapped. */
function isHeaderBlock(lines: readonly Line[], at: number): boolean {
  const window = lines.slice(at, at + 8).filter(({ kind }) => kind !== 'empty')
  const fields = window.slice(0, 5).filter(({ kind }) => kind === 'field').length
  const before = lines.slice(Math.max(0, at - 2), at).some(({ kind }) => kind === 'rule')
  return window[1]?.kind === 'field' && (fields >= 3 || (before && fields >= 2))
}

/** The place after the quote that an introduction at `at` stands above; the next line when it stands above none. */
function quoteAfter(lines: readonly Line[], at: number): number {
  let end = at + 1
  for (let i = at + 1; i < lines.length; i += 1) {
    const kind = lines[i]?.kind
    if (kind === 'quote') end = i + 1
    else if (kind !== 'empty') break
  }
  return end
}

/** Whether nothing worth keeping comes after a quote. */
function endsHere(own: readonly Line[], after: readonly Line[]): boolean {
  const end = after.findIndex(({ kind }) => kind === 'signature')
  const later = end < 0 ? after : after.slice(0, end)
  const texts = later.filter(({ kind }) => kind === 'text' || kind === 'field').length
  if (texts === 0) return !later.some(({ kind }) => kind === 'quote' || kind === 'attribution')
  return texts < FEW && !later.some(({ kind }) => kind === 'quote' || kind === 'attribution') && isMoreThanGreeting(own)
}

function isMoreThanGreeting(own: readonly Line[]): boolean {
  const texts = own.filter(({ kind }) => kind === 'text')
  const [first] = texts
  return texts.length > 1 || (first !== undefined && (first.text.trim().length > 30 || !/,\s*$/.test(first.text)))
}

/** What stands below the mark, and above it the lines of programs that nothing of the writer's comes after. */
function withoutSignature(own: readonly Line[], signature: Line[]): Line[] {
  const at = own.findIndex(
    ({ kind }, i) => kind === 'signature' && isSignature(own.slice(i + 1)) && hasText(own.slice(0, i)),
  )
  const body = at < 0 ? own : own.slice(0, at)
  const last = body.findLastIndex(({ kind }) => kind === 'text' || kind === 'field' || kind === 'attribution')
  const tail = body.slice(last + 1)
  signature.push(...tail.filter(({ kind }) => kind === 'program'), ...own.slice(body.length))
  return [...body.slice(0, last + 1), ...tail.filter(({ kind }) => kind !== 'program')].filter(
    ({ text }) => text !== SIGNATURE_BEGINS,
  )
}

const isSignature = (below: readonly Line[]): boolean =>
  below.filter(({ kind }) => kind !== 'empty').length <= MOST_SIGNATURE && !below.some(({ kind }) => kind === 'quote')

/** Quotes and rules at the end say nothing when something was said before. */
function trimEnd(lines: readonly Line[], quoted: Line[]): Line[] {
  if (!hasText(lines)) return [...lines]
  const last = lines.findLastIndex(({ kind }) => kind === 'text' || kind === 'field' || kind === 'attribution')
  quoted.unshift(...lines.slice(last + 1).filter(({ kind }) => kind === 'quote'))
  return lines.slice(0, last + 1)
}

const hasText = (lines: readonly Line[]): boolean => lines.some(({ kind }) => kind === 'text')

const joined = (lines: readonly Line[]): string =>
  lines
    .filter(({ text }) => text !== QUOTE_BEGINS && text !== SIGNATURE_BEGINS)
    .map(({ text }) => text)
    .join('\n')
    .replace(/[ \t]+$/gm, '')
    .trim()
