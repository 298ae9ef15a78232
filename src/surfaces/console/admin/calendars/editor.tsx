import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { type Calendar, type CalendarDraft, draftOf, newDraft } from './calendar.ts'
import { Head, Parts } from './parts.tsx'
import { Preview } from './preview.tsx'
import { RemoveCalendar } from './remove.tsx'

const put = (id: string, body: CalendarDraft) => call('PUT /api/v1/calendars/:id', { params: { id }, body })

/** When people work, and what a message would be due by it. */
export function CalendarEditor({ calendar, onClose }: { calendar: Calendar | null; onClose: () => void }) {
  const { t } = useWords()
  const { brands } = useMe()
  const [{ id, ...before }] = useState(() =>
    calendar === null ? newDraft() : { id: calendar.id, ...draftOf(calendar) },
  )
  const [draft, setDraft] = useState<CalendarDraft>(before)
  const [brand, setBrand] = useState(brands[0]?.id ?? '')
  const [told, setTold] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [removing, setRemoving] = useState(false)
  const change = (more: Partial<CalendarDraft>) => setDraft((now) => ({ ...now, ...more }))
  const done = () => {
    const undo = calendar === null ? undefined : () => void put(id, before).then(onClose, failed)
    showBar({ text: calendar === null ? 'calendar.created' : 'calendar.saved', ...(undo && { undo }) })
    onClose()
  }
  const save = () => {
    if (saving) return
    setTold(null)
    setSaving(true)
    const own = brand === '' ? null : brand
    const saved =
      calendar === null ? call('POST /api/v1/calendars', { body: { id, brand: own, ...draft } }) : put(id, draft)
    void saved.then(done, (error: unknown) => setTold(toldBy(error, t))).finally(() => setSaving(false))
  }
  if (removing && calendar !== null)
    return <RemoveCalendar calendar={calendar} onClose={() => setRemoving(false)} onDone={onClose} />
  const wrong = draft.name.trim() === '' ? t('calendar.nameless') : draft.week.length === 0 ? t('calendar.never') : null
  return (
    <FormDialog
      title={calendar?.name ?? t('calendar.new')}
      wide
      verb={t(calendar === null ? 'calendar.create' : 'save')}
      disabledBecause={wrong ?? (saving ? t('loading') : null)}
      more={
        calendar === null ? null : (
          <Button look="danger" onPress={() => setRemoving(true)}>
            {t('calendar.remove')}
          </Button>
        )
      }
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.wideForm}>
        <Head draft={draft} brand={calendar === null ? brand : null} onBrand={setBrand} change={change} />
        <Parts draft={draft} saved={calendar === null ? null : id} change={change} />
        <Preview draft={draft} />
      </div>
    </FormDialog>
  )
}
