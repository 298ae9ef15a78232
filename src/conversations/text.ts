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

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

export function previewOf(text: string): string {
  const line = text.slice(0, 600).replace(/\s+/g, ' ').trim()
  if (line.length <= 140) return line
  let short = ''
  for (const { segment } of graphemes.segment(line)) {
    if (short.length + segment.length > 139) break
    short += segment
  }
  return `${short}…`
}
