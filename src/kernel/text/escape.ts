const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For HTML text and for attribute values in either quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/** Plain text as HTML: an empty line begins a paragraph, a line's end is a line's end. */
export function paragraphs(text: string): string {
  const parts = text.split(/\n[ \t]*(?:\n[ \t]*)+/).map((part) => part.trim())
  return parts
    .filter((part) => part !== '')
    .map(
      (part) =>
        `<p>${part
          .split('\n')
          .map((line) => escapeHtml(line.trim()))
          .join('<br />\n')}</p>\n`,
    )
    .join('')
}
