import { useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { type Briefing, briefingTold } from '../state/briefings.ts'
import { useMe } from '../state/session.ts'
import { toldBy } from '../state/told.ts'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { Switch } from '../ui/switch.tsx'
import { localDay } from './local-day.ts'
import css from './today.module.css'

interface Draft {
  brand: string
  title: string
  body: string
  /** The last day it counts, in the writer's time; empty: until it is taken back. */
  day: string
  again: boolean
}

interface Props {
  /** Null: a new one. */
  before: Briefing | null
  onClose: () => void
}

/** What advisors are told at the start of their shift; a change asks them again only when the writer says so. */
export function WriteBriefing({ before, onClose }: Props) {
  const { t } = useWords()
  const { brands } = useMe()
  const [id] = useState(() => before?.id ?? uuid7())
  const [draft, setDraft] = useState<Draft>({
    brand: before?.brand ?? brands[0]?.id ?? '',
    title: before?.title ?? '',
    body: before?.body ?? '',
    day: before === null || before.until === null ? '' : localDay(before.until),
    again: false,
  })
  const [told, setTold] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const change = (more: Partial<Draft>) => setDraft((now) => ({ ...now, ...more }))
  const lacking = draft.title.trim() === '' || draft.body.trim() === ''
  const save = () => {
    if (saving || lacking) return
    setSaving(true)
    setTold(null)
    void send(id, before, draft)
      .then(
        () => {
          showBar({ text: before === null ? 'briefing.written' : 'briefing.saved' })
          briefingTold()
          onClose()
        },
        (error: unknown) => setTold(toldBy(error, t)),
      )
      .finally(() => setSaving(false))
  }
  return (
    <FormDialog
      title={t(before === null ? 'briefing.new' : 'briefing.change')}
      wide
      verb={t(before === null ? 'briefing.publish' : 'save')}
      disabledBecause={lacking ? t('briefing.lacking') : saving ? t('loading') : null}
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <Fields draft={draft} isNew={before === null} change={change} />
    </FormDialog>
  )
}

interface FieldsProps {
  draft: Draft
  isNew: boolean
  change: (more: Partial<Draft>) => void
}

function Fields({ draft, isNew, change }: FieldsProps) {
  const { t } = useWords()
  const { brands } = useMe()
  return (
    <div className={css.form}>
      {isNew ? (
        <Choose
          label={t('briefing.for')}
          value={draft.brand}
          onChange={(brand) => change({ brand })}
          options={[
            ...brands.map((brand) => ({ id: brand.id, label: brand.name })),
            { id: '', label: t('briefing.everyone') },
          ]}
        />
      ) : null}
      <Field
        label={t('briefing.title')}
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={160}
        autoFocus
      />
      <Field
        label={t('briefing.text')}
        hint={t('briefing.text.hint')}
        value={draft.body}
        onChange={(body) => change({ body })}
        rows={8}
        maxLength={10_000}
      />
      <Field
        label={t('briefing.until')}
        hint={t('briefing.until.hint')}
        type="date"
        value={draft.day}
        onChange={(day) => change({ day })}
      />
      {isNew ? null : (
        <Switch isSelected={draft.again} onChange={(again) => change({ again })}>
          {t('briefing.again')}
        </Switch>
      )}
    </div>
  )
}

function send(id: string, before: Briefing | null, draft: Draft): Promise<Briefing> {
  const until = draft.day === '' ? null : new Date(`${draft.day}T23:59:59`).toISOString()
  const words = { title: draft.title, body: draft.body, until }
  if (before === null)
    return call('POST /api/v1/briefings', { body: { id, brand: draft.brand === '' ? null : draft.brand, ...words } })
  const edition = before.edition + (draft.again ? 1 : 0)
  return call('PUT /api/v1/briefings/:id', { params: { id }, body: { ...words, edition } })
}
