/** A piece of HTML that is safe to put into a page. Only `html` and `raw` make one. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

export type Piece = Html | string | number | null | undefined | false | readonly Piece[]

const signs = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])
/** Most texts have none of these signs, and looking is much cheaper than replacing. */
const escaped = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (sign) => signs.get(sign) ?? '') : text

/** Every value is escaped, also inside quoted attributes; only pieces of HTML stay as they are. Nothing is shown for null, undefined and false. */
export function html(texts: TemplateStringsArray, ...values: readonly Piece[]): Html {
  let page = texts[0] ?? ''
  for (let at = 0; at < values.length; at++) page += said(values[at]) + (texts[at + 1] ?? '')
  return new Html(page)
}

function said(value: Piece): string {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'string') return escaped(value)
  if (value instanceof Html) return value.text
  return typeof value === 'object' ? value.map(said).join('') : String(value)
}

/** HTML that the server baked when it was written, and nothing else: it goes into the page as it is. */
export const raw = (baked: string): Html => new Html(baked)

/** Data for a script: nothing in it can end the element it stands in. */
export const jsonIn = (value: unknown): Html =>
  new Html(
    JSON.stringify(value).replace(
      /[<>\u2028\u2029&]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  )
