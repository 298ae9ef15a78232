import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { call } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { useReviewTold } from '../state/reviews.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { type CoachingNote, removeNote, tick } from './deeds.ts'
import { NoteDialog } from './note-dialog.tsx'
import css from './reviews.module.css'

/** What is agreed to be done better: what is open first. */
export function Notes({ of }: { of: 'mine' | 'others' }) {
  const { t } = useWords()
  const told = useReviewTold()
  const writes = usePermission('coaching.review') && of === 'others'
  const [open, setOpen] = useState<{ before: CoachingNote | null } | null>(null)
  const { data, error, reload } = useResource(`coaching notes ${of}`, () =>
    call('GET /api/v1/coaching-notes', { query: { of } }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  if (data === null)
    return error === null ? (
      <Skeleton label={t('loading')} />
    ) : (
      <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
    )
  return (
    <div className={css.part}>
      {writes ? (
        <div className={css.row}>
          <Button look="primary" onPress={() => setOpen({ before: null })}>
            {t('coaching.new')}
          </Button>
        </div>
      ) : null}
      {data.items.length === 0 ? (
        <Empty glyph="note" title={t('coaching.none')}>
          <p>{t(of === 'mine' ? 'coaching.none.mine' : 'coaching.none.others')}</p>
        </Empty>
      ) : (
        <ul className={css.notes}>
          {data.items.map((note) => (
            <Note key={note.id} note={note} of={of} onEdit={() => setOpen({ before: note })} />
          ))}
        </ul>
      )}
      {open === null ? null : <NoteDialog before={open.before} onClose={() => setOpen(null)} />}
    </div>
  )
}

function Note({ note, of, onEdit }: { note: CoachingNote; of: 'mine' | 'others'; onEdit: () => void }) {
  const { t, formats } = useWords()
  const now = useNow()
  const done = note.doneAt !== null
  const late = !done && note.dueOn !== null && note.dueOn < new Date(now).toISOString().slice(0, 10)
  const whose =
    of === 'mine' ? t('coaching.from', { name: note.author.name }) : t('coaching.for', { name: note.agent.name })
  return (
    <li className={css.note} data-done={done || undefined}>
      <p className={css.row}>
        <b>{whose}</b>
        {done ? <Tag tone="good">{t('coaching.isDone')}</Tag> : null}
        {note.dueOn === null || done ? null : (
          <Tag tone={late ? 'bad' : 'plain'}>{t('coaching.by', { day: formats.calendarDay(note.dueOn) })}</Tag>
        )}
        <span className={css.who}>{formats.when(note.writtenAt, now)}</span>
      </p>
      <p className={css.said} dir="auto">
        {note.text}
      </p>
      <div className={css.row}>
        <Button look="quiet" onPress={() => void tick(note.id, !done)}>
          {t(done ? 'coaching.reopen' : 'coaching.finish')}
        </Button>
        {note.review === null ? null : <Link href={to.review(note.review)}>{t('coaching.review')}</Link>}
        {note.may.change ? (
          <>
            <Button look="quiet" onPress={onEdit}>
              {t('coaching.change')}
            </Button>
            <Button look="quiet" onPress={() => void removeNote(note)}>
              {t('coaching.remove')}
            </Button>
          </>
        ) : null}
      </div>
    </li>
  )
}
