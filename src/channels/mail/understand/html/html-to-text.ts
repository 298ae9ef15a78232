import { Parser } from 'htmlparser2'
import { QUOTE_BEGINS, SIGNATURE_BEGINS } from '../reply/lines.ts'
import { containerOf } from './containers.ts'
import { withoutDepth } from './without-depth.ts'

const MOST = 1_000_000
const MOST_TEXT = 500_000
const MOST_QUOTES = 8
const UNSEEN = new Set([
  'head',
  'script',
  'style',
  'title',
  'template',
  'noscript',
  'object',
  'svg',
  'math',
  'iframe',
  'select',
  'textarea',
])
const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const SPACED = new Set('p h1 h2 h3 h4 h5 h6 ul ol table pre'.split(' '))

/** HTML as people read it: lines, with `>` before what elements say is quoted and signs of ours where a quote or signature begins. */
export function htmlToText(html: string): string {
  const page = new Page()
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => page.open(tag, attributes),
      onclosetag: (tag) => page.close(tag),
      ontext: (text) => page.write(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  const text = withoutDepth(html.slice(0, MOST))
  for (let at = 0; at < text.length && page.room > 0; at += 50_000) parser.write(text.slice(at, at + 50_000))
  parser.end()
  return page.text()
}

class Page {
  room = MOST_TEXT
  readonly #lines: string[] = []
  #line = ''
  #unseen = 0
  #pre = 0
  /** One for each open quotation, innermost last. */
  readonly #quotes: string[] = []

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (UNSEEN.has(tag)) this.#unseen += 1
    if (BLOCKS.has(tag)) this.#break(SPACED.has(tag))
    this.#begin(containerOf(tag, attributes), tag)
    if (tag === 'br') this.#end()
    if (tag === 'pre') this.#pre += 1
    if (tag === 'li') this.write('- ')
    if (tag === 'td' || tag === 'th') this.write(' ')
    const alt = tag === 'img' ? (attributes.alt ?? '').trim().slice(0, 200) : ''
    if (alt !== '') this.write(`[${alt}]`)
  }

  close(tag: string): void {
    if (UNSEEN.has(tag)) this.#unseen = Math.max(0, this.#unseen - 1)
    if (BLOCKS.has(tag)) this.#break(SPACED.has(tag))
    if (tag === 'pre') this.#pre = Math.max(0, this.#pre - 1)
    if (tag === 'blockquote') this.#quotes.pop()
  }

  write(text: string): void {
    if (this.#unseen > 0 || this.room <= 0) return
    const seen = this.#pre > 0 ? text : text.replace(/[ \t\r\n\f]+/g, ' ')
    this.room -= seen.length
    if (this.#pre === 0) this.#line += this.#line === '' ? seen.trimStart() : seen
    else for (const [i, line] of seen.split('\n').entries()) this.#add(line, i > 0)
  }

  text(): string {
    this.#end()
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }

  #add(line: string, fresh: boolean): void {
    if (fresh) this.#end()
    this.#line += line
  }

  #begin(container: ReturnType<typeof containerOf>, tag: string): void {
    if (container === null || this.#unseen > 0) return
    if (container === 'quote' && tag === 'blockquote') this.#quotes.push('>')
    if (container === 'rest-is-quote' && this.#quotes.length === 0) this.#lines.push(QUOTE_BEGINS)
    if (container === 'signature' && this.#quotes.length === 0) this.#lines.push(SIGNATURE_BEGINS)
  }

  #break(spaced: boolean): void {
    if (this.#line.trim() !== '') this.#end()
    this.#line = ''
    if (spaced && this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('')
  }

  #end(): void {
    const mark = '>'.repeat(Math.min(this.#quotes.length, MOST_QUOTES))
    const line = this.#line
      .replace(/\u00a0/g, ' ')
      .trimEnd()
      .replace(/ {2,}/g, this.#pre > 0 ? '$&' : ' ')
    this.#lines.push(mark === '' ? line : `${mark} ${line}`.trimEnd())
    this.#line = ''
  }
}
