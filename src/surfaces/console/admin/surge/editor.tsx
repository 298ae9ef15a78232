import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useQueues } from '../../state/directory.ts'
import { useMe } from '../../state/session.ts'
import { type Plan, surgeTold } from '../../state/surge.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { Choose } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import { Switch } from '../../ui/switch.tsx'
import css from '../admin.module.css'
import { Checks } from '../checks.tsx'
import { type Draft, draftOf, lackingIn, newDraft, switchesOf, written } from './draft.ts'
import { Shares } from './shares.tsx'
import { TextsField } from './texts-field.tsx'

const put = (draft: Draft) =>
  call('PUT /api/v1/surge-plans/:id', {
    params: { id: draft.id },
    body: { name: written(draft.name), switches: switchesOf(draft) },
  })
const post = (draft: Draft) =>
  call('POST /api/v1/surge-plans', {
    body: { id: draft.id, brand: draft.brand, name: written(draft.name), switches: switchesOf(draft) },
  })

interface Props {
  /** Null: a new one. */
  plan: Plan | null
  onClose: () => void
}

/** One plan: what it changes while it is on. A run that is on goes on as it was switched on. */
export function PlanEditor({ plan, onClose }: Props) {
  const { t, text } = useWords()
  const { brands } = useMe()
  const [before] = useState(() => (plan === null ? newDraft(brands[0]?.id ?? '') : draftOf(plan)))
  const [draft, setDraft] = useState(before)
  const [told, setTold] = useState<string | null>(null)
  const change = (more: Partial<Draft>) => setDraft((now) => ({ ...now, ...more }))
  const lacking = lackingIn(draft)
  const save = () => {
    if (lacking !== null) return
    setTold(null)
    void (plan === null ? post(draft) : put(draft)).then(
      () => {
        const undo = plan === null ? undefined : () => void put(before).then(surgeTold, failed)
        showBar({ text: 'surge.saved', ...(undo && { undo }) })
        surgeTold()
        onClose()
      },
      (error: unknown) => setTold(toldBy(error, t)),
    )
  }
  const remove = () =>
    void call('DELETE /api/v1/surge-plans/:id', { params: { id: draft.id } }).then(() => {
      showBar({ text: 'surge.removed' })
      surgeTold()
      onClose()
    }, failed)
  return (
    <FormDialog
      title={plan === null ? t('surge.new') : text(plan.name)}
      wide
      verb={t('save')}
      disabledBecause={lacking === null ? null : t(lacking)}
      more={
        plan === null ? null : (
          <Button
            look="danger"
            disabledBecause={plan.on === null ? null : t('surge.isOn', { name: text(plan.name) })}
            onPress={remove}
          >
            {t('surge.remove')}
          </Button>
        )
      }
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.wideForm}>
        {plan === null ? (
          <Choose
            label={t('brand')}
            value={draft.brand}
            onChange={(brand) => setDraft({ ...newDraft(brand), name: draft.name })}
            options={brands.map(({ id, name }) => ({ id, label: name }))}
          />
        ) : null}
        <Fields draft={draft} change={change} />
      </div>
    </FormDialog>
  )
}

/** The switches, each with what it does while it is on. */
function Fields({ draft, change }: { draft: Draft; change: (more: Partial<Draft>) => void }) {
  const { t, text } = useWords()
  const { brands } = useMe()
  const queues = useQueues()
    .filter(({ brand }) => brand === draft.brand)
    .map(({ id, name }) => ({ id, label: text(name) }))
  const languages = brands.find(({ id }) => id === draft.brand)?.languages ?? []
  return (
    <>
      <TextsField
        label={t('people.name')}
        languages={languages}
        texts={draft.name}
        onChange={(name) => change({ name })}
        most={80}
        autoFocus
      />
      <Shares shares={draft.shares} queues={queues} onChange={(shares) => change({ shares })} />
      <Answer draft={draft} change={change} queues={queues} languages={languages} />
      <CallBack draft={draft} change={change} queues={queues} languages={languages} />
      <TextsField
        label={t('surge.banner')}
        hint={t('surge.banner.hint')}
        languages={languages}
        texts={draft.banner}
        onChange={(banner) => change({ banner })}
        most={300}
        rows={2}
      />
      <Switch isSelected={draft.surveysPaused} onChange={(surveysPaused) => change({ surveysPaused })}>
        {t('surge.surveys')}
      </Switch>
    </>
  )
}

interface Part {
  draft: Draft
  change: (more: Partial<Draft>) => void
  queues: readonly { id: string; label: string }[]
  languages: readonly string[]
}

function Answer({ draft, change, queues, languages }: Part) {
  const { t } = useWords()
  return (
    <>
      <TextsField
        label={t('surge.answer')}
        hint={t('surge.answer.hint')}
        languages={languages}
        texts={draft.answer}
        onChange={(answer) => change({ answer })}
        most={1_000}
        rows={2}
      />
      {Object.keys(written(draft.answer)).length === 0 ? null : (
        <>
          <Checks
            legend={t('surge.answerIn')}
            options={queues}
            chosen={draft.answerIn}
            onChange={(answerIn) => change({ answerIn })}
          />
          <Switch isSelected={draft.isOffer} onChange={(isOffer) => change({ isOffer })}>
            {t('surge.isOffer')}
          </Switch>
        </>
      )}
    </>
  )
}

const times = [30, 60, 120, 240, 480, 1_440]

/** A call instead of waiting: what is said above the link, to whom, and within how long they are called. */
function CallBack({ draft, change, queues, languages }: Part) {
  const { t, formats } = useWords()
  const choices = times.includes(draft.callMinutes) ? times : [...times, draft.callMinutes]
  return (
    <>
      <TextsField
        label={t('surge.call')}
        hint={t('surge.call.hint')}
        languages={languages}
        texts={draft.call}
        onChange={(call) => change({ call })}
        most={1_000}
        rows={2}
      />
      {Object.keys(written(draft.call)).length === 0 ? null : (
        <>
          <Choose
            label={t('surge.call.within')}
            value={String(draft.callMinutes)}
            onChange={(minutes) => change({ callMinutes: Number(minutes) })}
            options={choices.map((minutes) => ({ id: String(minutes), label: formats.span(minutes * 60_000) }))}
          />
          <Checks
            legend={t('surge.answerIn')}
            options={queues}
            chosen={draft.callIn}
            onChange={(callIn) => change({ callIn })}
          />
        </>
      )}
    </>
  )
}
