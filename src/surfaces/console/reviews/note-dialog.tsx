import { useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { useAgents } from '../state/directory.ts'
import { useMe } from '../state/session.ts'
import { toldBy } from '../state/told.ts'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { type CoachingNote, type Review, writeNote } from './deeds.ts'

interface Props {
  before: CoachingNote | null
  /** What it comes of: whose it is, is then known. */
  review?: Review
  onClose: () => void
}

/** What is agreed with an advisor, perhaps by a day. */
export function NoteDialog({ before, review, onClose }: Props) {
  const { t } = useWords()
  const { agent: me, brands } = useMe()
  const others = useAgents().filter(({ id, active }) => active && id !== me.id)
  const [id] = useState(() => before?.id ?? uuid7())
  const known = before?.agent.id ?? review?.agent.id ?? ''
  const [agent, setAgent] = useState(known)
  const [brand, setBrand] = useState(before?.brand ?? review?.brand ?? brands[0]?.id ?? '')
  const [text, setText] = useState(before?.text ?? '')
  const [dueOn, setDueOn] = useState(before?.dueOn ?? '')
  const [told, setTold] = useState<string | null>(null)
  const lacking = agent === '' ? t('coaching.needs.agent') : text.trim() === '' ? t('coaching.needs.text') : null
  const save = () => {
    setTold(null)
    const body = { agent, brand, review: before?.review ?? review?.id ?? null, text: text.trim(), dueOn: dueOn || null }
    void writeNote(id, body, before).then(onClose, (error: unknown) => setTold(toldBy(error, t)))
  }
  return (
    <FormDialog
      title={t(before === null ? 'coaching.new' : 'coaching.change')}
      disabledBecause={lacking}
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      {known === '' ? (
        <>
          {brands.length < 2 ? null : (
            <Choose
              label={t('brand')}
              value={brand}
              onChange={setBrand}
              options={brands.map((each) => ({ id: each.id, label: each.name }))}
            />
          )}
          <Choose
            label={t('review.advisor')}
            value={agent}
            onChange={setAgent}
            options={[
              { id: '', label: t('coaching.choose') },
              ...others.map((each) => ({ id: each.id, label: each.name })),
            ]}
          />
        </>
      ) : null}
      <Field
        label={t('coaching.text')}
        hint={t('coaching.text.hint')}
        value={text}
        onChange={setText}
        maxLength={2000}
        rows={4}
        autoFocus={known !== ''}
      />
      <Field
        label={t('coaching.dueOn')}
        hint={t('coaching.dueOn.hint')}
        type="date"
        value={dueOn}
        onChange={setDueOn}
      />
    </FormDialog>
  )
}
