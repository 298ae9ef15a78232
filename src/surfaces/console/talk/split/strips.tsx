import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import type { Talk } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import css from '../merge/merge.module.css'
import { unsplitTalk } from './deeds.ts'

interface Props {
  row: InboxRow
  talk: Talk
  onOpen: (id: string) => void
}
/** What it was split from, and what was split from it; each can be taken back. */
export function SplitStrips({ row, talk, onOpen }: Props) {
  const { t } = useWords()
  const { splitFrom: origin, splits } = talk
  const open = (id: string, reference: string) => (
    <Button look="link" aria-label={`${t('join.open')}: ${reference}`} onPress={() => onOpen(id)}>
      {t('join.open')}
    </Button>
  )
  const refused = talk.may.split?.ok === false ? t(talk.may.split.why ?? 'why.not-allowed') : null
  return (
    <>
      {origin === null ? null : (
        <p className={css.strip}>
          <Glyph name="right" size={13} />
          <span>{t(row.status === 'closed' ? 'split.was' : 'split.from', { reference: origin.reference })}</span>
          {open(origin.id, origin.reference)}
          {row.status === 'closed' ? null : (
            <Button look="link" disabledBecause={refused} onPress={() => void unsplitTalk(origin, row, onOpen)}>
              {t('split.undo')}
            </Button>
          )}
        </p>
      )}
      {splits.map((split) => (
        <p key={split.id} className={css.strip}>
          <Glyph name="plus" size={13} />
          <span>{t('split.holds', { reference: split.reference })}</span>
          {open(split.id, split.reference)}
          <Button
            look="link"
            disabledBecause={refused}
            aria-label={`${t('split.undo')}: ${split.reference}`}
            onPress={() => void unsplitTalk(row, split, onOpen)}
          >
            {t('split.undo')}
          </Button>
        </p>
      ))}
    </>
  )
}
