import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { languages } from '../../i18n/languages.ts'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import type { PresenceState } from '../../state/presence.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from '../admin.module.css'

type Values = Pick<PresenceState, 'name' | 'kind' | 'minutes' | 'place'>
const kinds = ['busy', 'away', 'available'] as const
const spans = [5, 10, 15, 20, 30, 45, 60, 90]

const put = (id: string, { name, kind, minutes, place }: Values) =>
  call('PUT /api/v1/presence-states/:id', { params: { id }, body: { name, kind, minutes, place } })

const filled = (name: Record<string, string>) =>
  Object.fromEntries(Object.entries(name).filter(([, text]) => text.trim() !== ''))

interface Props {
  /** Null: a new one. */
  state: PresenceState | null
  /** Where a new one stands in the menu. */
  place: number
  onClose: () => void
}

/** One state: how it is called, what it does to work, how long it lasts. */
export function StateEditor({ state, place, onClose }: Props) {
  const { t, text, lang, formats } = useWords()
  const [id] = useState(() => state?.id ?? uuid7())
  const [draft, setDraft] = useState<Values>(state ?? { name: {}, kind: 'busy', minutes: null, place })
  const [told, setTold] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const change = (more: Partial<Values>) => setDraft((now) => ({ ...now, ...more }))
  const name = filled(draft.name)
  const save = () => {
    if (saving) return
    setTold(null)
    setSaving(true)
    const values = { name, kind: draft.kind, minutes: draft.minutes, place: draft.place }
    const saved = state === null ? call('POST /api/v1/presence-states', { body: { id, ...values } }) : put(id, values)
    void saved
      .then(
        () => {
          const undo = state === null ? undefined : () => void put(id, state).catch(failed)
          showBar({ text: state === null ? 'presence.created' : 'presence.saved', ...(undo && { undo }) })
          onClose()
        },
        (error: unknown) => setTold(toldBy(error, t)),
      )
      .finally(() => setSaving(false))
  }
  // A reader's own language first; the others may stay empty.
  const written = [lang, ...languages.filter((each) => each !== lang)]
  return (
    <FormDialog
      title={state === null ? t('presence.new') : text(state.name)}
      wide
      verb={t(state === null ? 'add' : 'save')}
      disabledBecause={Object.keys(name).length === 0 ? t('presence.nameless') : saving ? t('loading') : null}
      more={state === null ? null : <Remove state={state} onDone={onClose} />}
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.wideForm}>
        <div className={css.pair}>
          {written.map((each, index) => (
            <Field
              key={each}
              label={t('brand.textIn', { text: t('people.name'), language: formats.language(each) })}
              value={draft.name[each] ?? ''}
              onChange={(typed) => change({ name: { ...draft.name, [each]: typed } })}
              maxLength={40}
              autoFocus={state === null && index === 0}
            />
          ))}
        </div>
        {state === null ? (
          <Choose
            label={t('presence.does')}
            value={draft.kind}
            onChange={(kind) => change({ kind: kinds.find((each) => each === kind) ?? 'busy' })}
            options={kinds.map((kind) => ({ id: kind, label: t(`presence.kind.${kind}`) }))}
          />
        ) : (
          <p className={css.hint}>{t(`presence.kind.${state.kind}`)}</p>
        )}
        {draft.kind === 'available' ? null : (
          <Choose
            label={t('presence.lasts')}
            hint={t(`presence.lasts.${draft.kind}`)}
            value={String(draft.minutes ?? '')}
            onChange={(minutes) => change({ minutes: minutes === '' ? null : Number(minutes) })}
            options={[
              { id: '', label: t('presence.lasts.open') },
              ...[...new Set([...spans, ...(draft.minutes === null ? [] : [draft.minutes])])]
                .sort((one, other) => one - other)
                .map((each) => ({ id: String(each), label: formats.span(each * 60_000) })),
            ]}
          />
        )}
      </div>
    </FormDialog>
  )
}

/** Nobody loses their presence by it: who is in it stays until they choose another. */
function Remove({ state, onDone }: { state: PresenceState; onDone: () => void }) {
  const { t } = useWords()
  const remove = () =>
    void call('DELETE /api/v1/presence-states/:id', { params: { id: state.id } }).then(() => {
      const again = () => {
        const { name, kind, minutes, place } = state
        void call('POST /api/v1/presence-states', { body: { id: uuid7(), name, kind, minutes, place } }).catch(failed)
      }
      showBar({ text: 'presence.removed', undo: again })
      onDone()
    }, failed)
  return (
    <Button look="danger" onPress={remove}>
      {t('presence.remove')}
    </Button>
  )
}
