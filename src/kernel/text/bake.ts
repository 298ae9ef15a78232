import { escapeHtml, paragraphs } from './escape.ts'
import type { LinkRule } from './markdown.ts'
import { Oven } from './oven.ts'

/** Stored beside what was baked; text baked by an older baker is baked again by a job of its owner. */
export const BAKER_VERSION = 1

export interface BakeOptions {
  links?: LinkRule
}

const MOST_BYTES = 1_000_000
const FAST_LENGTH = 10_000
/** Anything that could mean something to the markdown parser: signs anywhere, marks at a line's beginning, addresses. */
const MARKUP = /[*_`[\]<>#|~\\&]|:\/\/|mailto:|tel:|^\s*(?:[-+=]|\d+[.)])|^(?: {4}|[ ]*\t)/im

const oven = new Oven()

/**
 * Untrusted text (markdown) → HTML that is safe to show as it is. Done once, when it is written.
 * Links go only to http(s), mail and telephone and carry rel="noopener nofollow ugc"; pictures become links.
 * What is over 1 MB, or takes over a second of CPU, comes back as its own text, escaped.
 */
export async function bake(text: string, { links = 'all' }: BakeOptions = {}): Promise<string> {
  const source = text.toWellFormed().replaceAll('\0', '')
  if (source.length <= FAST_LENGTH && !MARKUP.test(source)) return paragraphs(source)
  if (Buffer.byteLength(source) > MOST_BYTES) return asIs(source)
  return (await oven.render({ text: source, links })) ?? asIs(source)
}

const asIs = (text: string): string => `<pre>${escapeHtml(text)}</pre>\n`
