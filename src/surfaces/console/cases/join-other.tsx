import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import own from './case.module.css'
import { type Case, joinByReference } from './deeds.ts'

interface Props {
  conversation: string
  mine: Case
  reload: () => void
}

/** The customer said which matter it is: its reference joins them, however it is typed. */
export function JoinOther({ conversation, mine, reload }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const close = () => {
    setOpen(false)
    setTyped('')
    setWrong(null)
  }
  if (!open)
    return (
      <Button look="link" onPress={() => setOpen(true)}>
        {t('case.joinOther')}
      </Button>
    )
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const fault = await joinByReference(conversation, mine, typed, reload)
    if (fault === null) close()
    else setWrong(fault)
  }
  return (
    <form className={own.other} onSubmit={(event) => void save(event)}>
      <Field
        label={t('case.reference')}
        value={typed}
        onChange={(value) => {
          setTyped(value)
          setWrong(null)
        }}
        error={wrong === null ? null : t(wrong)}
        maxLength={20}
        autoFocus
      />
      <p className={own.deeds}>
        <Button type="submit" look="primary">
          {t('case.join')}
        </Button>
        <Button onPress={close}>{t('cancel')}</Button>
      </p>
    </form>
  )
}
