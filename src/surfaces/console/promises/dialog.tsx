import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { make, type NewPromise } from './deeds.ts'

export const kinds: readonly NewPromise['kind'][] = ['call', 'settings', 'visit', 'refund', 'answer', 'device', 'other']

interface Props {
  conversation: string
  /** What the text says, to be changed. */
  from: { kind: NewPromise['kind']; what: string; due: Date } | null
  onClose: () => void
  onMade: () => void
}

const DAY_MS = 86_400_000
/** As the platform's own field takes it, by the reader's clock. */
const asField = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

/** What will happen, by when; it is one's own unless it is given to all. */
export function PromiseDialog({ conversation, from, onClose, onMade }: Props) {
  const { t } = useWords()
  const [kind, setKind] = useState<NewPromise['kind']>(from?.kind ?? 'answer')
  const [what, setWhat] = useState(from?.what ?? '')
  const [due, setDue] = useState(asField(from?.due ?? new Date(Date.now() + DAY_MS)))
  const [whose, setWhose] = useState('mine')
  const [tried, setTried] = useState(false)
  const at = new Date(due)
  const wrong = {
    what: what.trim() === '' ? t('promise.what.missing') : null,
    due: Number.isNaN(at.getTime()) || at.getTime() <= Date.now() ? t('promise.due.past') : null,
  }
  const save = async () => {
    setTried(true)
    if (wrong.what !== null || wrong.due !== null) return
    const owner = whose === 'mine' ? {} : { owner: null }
    if (await make(conversation, { kind, what: what.trim(), due: at.toISOString(), ...owner })) onMade()
  }
  return (
    <FormDialog title={t('promise.new')} verb={t('promise.make')} onClose={onClose} onSubmit={() => void save()}>
      <Choose
        label={t('promise.kind')}
        value={kind}
        onChange={(value) => setKind(kinds.find((each) => each === value) ?? kind)}
        options={kinds.map((each) => ({ id: each, label: t(`promise.kind.${each}`) }))}
      />
      <Field
        label={t('promise.what')}
        hint={t('promise.what.hint')}
        value={what}
        onChange={setWhat}
        maxLength={500}
        rows={2}
        error={tried ? wrong.what : null}
        autoFocus
      />
      <Field
        label={t('promise.due')}
        type="datetime-local"
        value={due}
        onChange={setDue}
        error={tried ? wrong.due : null}
      />
      <Choose
        label={t('promise.owner')}
        value={whose}
        onChange={setWhose}
        options={[
          { id: 'mine', label: t('promise.mine') },
          { id: 'all', label: t('promise.nobodys') },
        ]}
      />
    </FormDialog>
  )
}
