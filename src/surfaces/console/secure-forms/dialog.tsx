import { useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import css from '../context/context.module.css'
import { useWords } from '../i18n/words.tsx'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { toldBy } from '../state/told.ts'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { askForForm, useSecureForms, withdrawForm } from './secure-form.ts'

const SHORTEST = 3

/** Asks the customer for an account, a card or a document on a page of their own. It is never said or seen here. */
export function SecureFormDialog({ conversation, onClose }: { conversation: string; onClose: () => void }) {
  const { t, text } = useWords()
  const [id] = useState(uuid7)
  const [chosen, setChosen] = useState<string | null>(null)
  const [purpose, setPurpose] = useState('')
  const [told, setTold] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const { data, error, reload } = useSecureForms(conversation)
  const form = data?.forms.find((one) => one.id === chosen) ?? data?.forms[0]
  const ask = () => {
    if (asking || form === undefined) return
    setAsking(true)
    setTold(null)
    const undo = () => void withdrawForm(conversation, id).then(reload, failed)
    void askForForm(conversation, id, { form: form.id, purpose: purpose.trim() })
      .then(
        () => {
          showBar({ text: 'secure.asked', undo })
          reload()
          onClose()
        },
        (reason: unknown) => setTold(toldBy(reason, t)),
      )
      .finally(() => setAsking(false))
  }
  const why = data === null || data.may.ask.ok ? null : t(data.may.ask.why ?? 'why.not-allowed')
  const unsaid = purpose.trim().length < SHORTEST ? t('secure.purpose.needed') : null
  return (
    <FormDialog
      title={t('secure.title')}
      verb={t('secure.ask')}
      disabledBecause={asking || data === null ? t('loading') : (why ?? unsaid)}
      onClose={onClose}
      onSubmit={ask}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      {data === null && error !== null ? <ErrorBox>{toldBy(error, t)}</ErrorBox> : null}
      {data === null && error === null ? <Skeleton lines={3} label={t('loading')} /> : null}
      {why === null ? null : <p>{why}</p>}
      {data === null || form === undefined || why !== null ? null : (
        <>
          <p className={css.hint}>{t('secure.explain', { minutes: data.linkMinutes })}</p>
          <Choose
            label={t('secure.what')}
            value={form.id}
            onChange={setChosen}
            options={data.forms.map((one) => ({ id: one.id, label: text(one.name) }))}
          />
          <p className={css.hint}>{t(`secure.takes.${form.takes}`)}</p>
          <Field
            label={t('secure.purpose')}
            hint={t('secure.purpose.hint')}
            value={purpose}
            onChange={setPurpose}
            maxLength={300}
            autoFocus
          />
        </>
      )}
    </FormDialog>
  )
}
