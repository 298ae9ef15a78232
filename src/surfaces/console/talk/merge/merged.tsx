import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import type { Talk } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { unmergeTalk } from './deeds.ts'
import css from './merge.module.css'

/** What is worked on here besides itself, or where it is worked on; each can be taken back. */
export function Merged({ row, talk, onOpen }: { row: InboxRow; talk: Talk; onOpen: (id: string) => void }) {
  const { t } = useWords()
  const { mergedInto: into, ways } = talk
  const refused = talk.may.merge?.ok === false && into === null ? t(talk.may.merge.why ?? 'why.not-allowed') : null
  return (
    <>
      {into === null ? null : (
        <p className={css.strip}>
          <Glyph name="right" size={13} />
          <span>{t('join.into', { reference: into.reference })}</span>
          <Button look="link" onPress={() => onOpen(into.id)}>
            {t('join.open')}
          </Button>
          <Button look="link" onPress={() => void unmergeTalk(into.id, row, row.id)}>
            {t('join.undo')}
          </Button>
        </p>
      )}
      {ways.map((way) => (
        <p key={way.id} className={css.strip}>
          <Glyph name="plus" size={13} />
          <span>
            {t('join.holds', { reference: way.reference, channel: t(`channel.${channelKind(way.channel)}`) })}
          </span>
          <Button
            look="link"
            disabledBecause={refused}
            aria-label={`${t('join.undo')}: ${way.reference}`}
            onPress={() => void unmergeTalk(row.id, way)}
          >
            {t('join.undo')}
          </Button>
        </p>
      ))}
    </>
  )
}
