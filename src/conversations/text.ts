import { BAKER_VERSION, bake, plain } from '#kernel/text'

export interface BakedText {
  text: string
  /** Safe HTML; empty when it is the text as one paragraph, which most messages are. */
  html: string
  bakedBy: number
  /** One line for lists: at most 140 characters, never cutting one in two. */
  preview: string
}

/** Text from outside or from an advisor, normalised and baked once. */
export async function bakeText(raw: string): Promise<BakedText> {
  const text = plain(raw)
  const html = await bake(text)
  return {
    text,
    html: html.trimEnd() === `<p>${text}</p>` ? '' : html,
    bakedBy: BAKER_VERSION,
    preview: previewOf(text),
  }
}

const MOST = 139
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Signs that stand alone whatever their neighbours are: a text may be cut between two of them without a look. */
const simple = /^[\x20-\u02ff]*$/

export function previewOf(text: string): string {
  const line = text.slice(0, 600).replace(/\s+/g, ' ').trim()
  if (line.length <= MOST + 1) return line
  return `${simple.test(line.slice(0, MOST + 1)) ? line.slice(0, MOST) : wholeGraphemes(line)}…`
}

/** Cutting the text into what people see as one sign is slow, so only texts that need it pay for it. */
function wholeGraphemes(line: string): string {
  let short = ''
  for (const { segment } of graphemes.segment(line)) {
    if (short.length + segment.length > MOST) break
    short += segment
  }
  return short
}
