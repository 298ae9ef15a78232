import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from '../admin.module.css'
import type { Calendar } from '../calendars/calendar.ts'
import { Promised, Takes } from './fields.tsx'
import { draftOf, type Level, type LevelDraft, newDraft, promisesNothing } from './level.ts'
import { RemoveLevel } from './remove.tsx'

const put = (id: string, body: LevelDraft) => call('PUT /api/v1/sla-policies/:id', { params: { id }, body })

interface Props {
  /** Null: a new one. */
  level: Level | null
  calendars: readonly Calendar[]
  onClose: () => void
}

/** One service level: what is promised, by which hours, and to whom. */
export function LevelEditor({ level, calendars, onClose }: Props) {
  const { t } = useWords()
  const { brands } = useMe()
  const [{ id, ...before }] = useState(() => (level === null ? newDraft() : { id: level.id, ...draftOf(level) }))
  const [draft, setDraft] = useState<LevelDraft>(before)
  const [brand, setBrand] = useState(level?.brand ?? brands[0]?.id ?? '')
  const [told, setTold] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [removing, setRemoving] = useState(false)
  const change = (more: Partial<LevelDraft>) => setDraft((now) => ({ ...now, ...more }))
  const done = () => {
    const undo = level === null ? undefined : () => void put(id, before).then(onClose, failed)
    showBar({ text: level === null ? 'level.created' : 'level.saved', ...(undo && { undo }) })
    onClose()
  }
  const save = () => {
    if (saving) return
    setTold(null)
    setSaving(true)
    const saved = level === null ? call('POST /api/v1/sla-policies', { body: { id, brand, ...draft } }) : put(id, draft)
    void saved.then(done, (error: unknown) => setTold(toldBy(error, t))).finally(() => setSaving(false))
  }
  if (removing && level !== null)
    return <RemoveLevel level={level} onClose={() => setRemoving(false)} onDone={onClose} />
  const wrong = draft.name.trim() === '' ? t('level.nameless') : promisesNothing(draft) ? t('level.nothing') : null
  const parts = { draft, brand, calendars, change }
  return (
    <FormDialog
      title={level?.name ?? t('level.new')}
      wide
      verb={t(level === null ? 'level.create' : 'save')}
      disabledBecause={wrong ?? (saving ? t('loading') : null)}
      more={
        level === null ? null : (
          <Button look="danger" onPress={() => setRemoving(true)}>
            {t('level.remove')}
          </Button>
        )
      }
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.wideForm}>
        <div className={css.pair}>
          <Field
            label={t('people.name')}
            value={draft.name}
            onChange={(name) => change({ name })}
            maxLength={80}
            autoFocus={level === null}
          />
          {level === null ? (
            <Choose
              label={t('brand')}
              value={brand}
              onChange={(chosen) => {
                setBrand(chosen)
                change({ calendar: null, takes: { ...draft.takes, queues: [] } })
              }}
              options={brands.map((each) => ({ id: each.id, label: each.name }))}
            />
          ) : null}
        </div>
        <Promised {...parts} />
        <Takes {...parts} />
      </div>
    </FormDialog>
  )
}
