export interface PlainLimits {
  /** Code points; 100,000 when not said. */
  codePoints?: number
  /** UTF-8 bytes; 400,000 when not said. */
  bytes?: number
}

// Line feed and tab stay. Overrides of writing direction can make a text read as what it is not; marks, isolates and joiners are needed.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNWANTED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202d\u202e\ufffe\uffff]/g
const JOINERS_AT_END = /(?:\u200c|\u200d|\ufe0f)+$/

/**
 * Text from outside as we keep it: NFC, well-formed, `\n` line ends, without NUL and other controls, cut to the limits.
 * What is cut never ends inside a code point. Saying it twice changes nothing.
 */
export function plain(text: string, { codePoints = 100_000, bytes = 400_000 }: PlainLimits = {}): string {
  // Normalising can lengthen a text, so it is cut before (to bound the work) and after.
  const raw = text.length > 2 * bytes ? text.slice(0, 2 * bytes) : text
  const clean = raw.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWANTED, '').normalize('NFC')
  return cut(clean, codePoints, bytes)
}

function cut(text: string, codePoints: number, bytes: number): string {
  if (text.length <= codePoints && text.length * 3 <= bytes) return text
  let points = 0
  let size = 0
  let end = 0
  for (const point of text) {
    points += 1
    size += Buffer.byteLength(point)
    if (points > codePoints || size > bytes) return text.slice(0, end).replace(JOINERS_AT_END, '')
    end += point.length
  }
  return text
}
