import { escapeHtml } from '#kernel/text'
import type { Account, ChannelAdapter } from '../port/adapter.ts'
import type { Outbound } from '../port/outbound.ts'
import { aboutCase } from './words.ts'

/** Whoever takes fewer letters than this takes no more than the reference itself beside an answer. */
const ROOM_FOR_WORDS = 1_000

/**
 * The first answer with what to call the case and where it is seen how it stands, as far as the channel has room: in words, short,
 * or not at all when the answer itself fills it. A channel that shows it in a way of its own gets the answer as it was written.
 */
export function withCase(
  outbound: Outbound,
  { capabilities, caseLine }: Pick<ChannelAdapter, 'capabilities' | 'caseLine'>,
  account: Account,
): Outbound {
  const about = outbound.case ?? null
  const { max } = capabilities.text
  const room = caseLine?.(account) ?? (max < ROOM_FOR_WORDS ? 'short' : 'words')
  if (about === null || room === 'own') return outbound
  const words = aboutCase(outbound.lang, about.reference)
  const full = about.url === null ? words.named : `${words.named}\n${words.seen}: ${about.url}`
  const wanted = room === 'short' ? [words.short] : [full, words.named, words.short]
  const line = wanted.find((each) => lengthOf(`${outbound.text}\n\n${each}`) <= max)
  if (line === undefined) return outbound
  const html =
    outbound.html === '' ? '' : `${outbound.html}\n<p dir="auto">${escapeHtml(line).replaceAll('\n', '<br>')}</p>`
  return { ...outbound, text: outbound.text === '' ? line : `${outbound.text}\n\n${line}`, html }
}

const lengthOf = (text: string): number => [...text].length
