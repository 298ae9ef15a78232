import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import css from '../merge/merge.module.css'

/** What has become of it, above what was said. */
export function SpamStrip({ row }: { row: InboxRow }) {
  const { t } = useWords()
  if (row.status !== 'spam') return null
  return (
    <p className={css.strip}>
      <Glyph name="warn" size={13} />
      <span>{t('spam.aside')}</span>
    </p>
  )
}
