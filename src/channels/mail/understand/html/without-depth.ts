const MOST = 200
const TAG = /<(\/?)([a-z][a-z0-9]{0,15})\b[^<>]{0,2000}>/gi
const ALONE = /^(?:br|img|hr|col|input|meta|link|wbr|area|base)$/i

/** Tags nested deeper than any layout are left out, their text stays: parsers pay for depth squared. */
export function withoutDepth(html: string): string {
  let depth = 0
  return html.replace(TAG, (tag, close: string, name: string) => {
    if (ALONE.test(name) || tag.endsWith('/>')) return tag
    depth = Math.max(0, depth + (close === '' ? 1 : -1))
    return depth > MOST ? '' : tag
  })
}
