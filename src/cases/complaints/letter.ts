import type { HeldComplaint } from './complaint.ts'
import type { LetterKind, Letters, Pack } from './pack.ts'
import { letterLang, lettersIn } from './packs.ts'

interface Filling {
  complaint: Pick<HeldComplaint, 'reference' | 'about' | 'wants' | 'received_at' | 'lang' | 'clocks'>
  pack: Pack
  kind: LetterKind
  name: string
  brand: string
  timeZone: string
}

/** A letter of the pack, filled; the decision is left for the person who decides. */
export function letterText({ complaint, pack, kind, name, brand, timeZone }: Filling): string {
  const lang = letterLang(pack, complaint.lang)
  const words = lettersIn(lang)
  if (words === undefined) return ''
  const day = (at: Date) => new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone }).format(at)
  const answer = complaint.clocks
    .filter(({ endedBy }) => endedBy !== 'recommendation')
    .map(({ due }) => Date.parse(due))
  const values: Record<string, string> = {
    ...{ name, brand, reference: complaint.reference, about: complaint.about, wants: complaint.wants },
    received: day(complaint.received_at),
    by: answer.length === 0 ? '' : fill(words.by, { answerBy: day(new Date(Math.min(...answer))) }),
    elsewhere: elsewhereIn(pack, words, lang),
    decision: '…',
  }
  return fill(words[kind], values)
    .replaceAll(/ +([,:])/g, '$1')
    .replaceAll(/\n{3,}/g, '\n\n')
}

function elsewhereIn(pack: Pack, words: Letters, lang: string): string {
  const where = pack.elsewhere?.[lang]
  return where === undefined ? words.here : fill(words.elsewhere, { where })
}

const fill = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
