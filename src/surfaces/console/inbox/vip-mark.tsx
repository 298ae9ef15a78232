import type { InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Tag } from '../ui/tag.tsx'

/** Served before others of its priority: a shape, a word, and why as a code; the reason in words is on the customer's card. */
export function VipMark({ kind }: { kind: InboxRow['vip'] }) {
  const { t } = useWords()
  if (kind === null) return null
  const why = t(`standing.${kind}`)
  return (
    <Tag tone="accent" title={why}>
      <Glyph name="review" size={11} /> {t('vip')}
      <span className="sr-only"> · {why}</span>
    </Tag>
  )
}
