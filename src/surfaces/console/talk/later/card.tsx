import { useState } from 'react'
import type { InboxRow, Later } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useAgents } from '../../state/directory.ts'
import { useNow } from '../../state/now.ts'
import { useMe } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Attachments } from '../attachments.tsx'
import { cancelLater, changeTime, takeToComposer } from './deeds.ts'
import css from './later.module.css'
import { LaterPicker } from './picker.tsx'

/** A reply that waits for its time, or did not go: whose it is, when, and what can be done. */
export function LaterCard({ row, later }: { row: InboxRow; later: Later }) {
  const { t, formats } = useWords()
  const now = useNow()
  const { agent } = useMe()
  const [open, setOpen] = useState(false)
  const name = useAgents().find(({ id }) => id === later.by)?.name ?? ''
  const own = later.by === agent.id
  const { stopped } = later
  return (
    <section className={css.card} data-stopped={stopped !== null || undefined} aria-label={t('later.card')}>
      <p className={css.head}>
        <Glyph name={stopped === null ? 'clock' : 'warn'} size={13} />
        <span>
          {stopped === null
            ? t('later.waits', { when: formats.when(later.sendAt, now), name })
            : t(`later.stopped.${stopped}`, { name })}
          {stopped === null && later.anyway ? ` ${t('later.anyway.short')}` : ''}
        </span>
      </p>
      {later.text === '' ? null : (
        <p className={css.text} dir="auto">
          {later.text}
        </p>
      )}
      <Attachments attachments={later.attachments} />
      {own || stopped !== null ? (
        <p className={css.deeds}>
          {own ? (
            <LaterPicker
              row={row}
              isOpen={open}
              onOpenChange={setOpen}
              onChoose={(when) => void changeTime(row, later, when)}
            >
              <Button look="link">{t('later.change')}</Button>
            </LaterPicker>
          ) : null}
          <Button look="link" onPress={() => void takeToComposer(row, later)}>
            {t('later.edit')}
          </Button>
          <Button look="link" onPress={() => void cancelLater(row.id, later.id)}>
            {t('later.cancel')}
          </Button>
        </p>
      ) : null}
    </section>
  )
}
