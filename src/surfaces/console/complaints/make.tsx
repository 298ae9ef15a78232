import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { make, type NewComplaint } from './deeds.ts'

export const kinds: readonly NewComplaint['kind'][] = [
  'charge',
  'service',
  'quality',
  'contract',
  'conduct',
  'privacy',
  'other',
]

interface Props {
  conversation: string
  /** No message reaches the customer on a medium that they can keep. */
  durable: boolean
  reload: () => void
  onClose: () => void
}

/** What it is about and what the customer wants, as they will read it. */
export function MakeComplaint({ conversation, durable, reload, onClose }: Props) {
  const { t } = useWords()
  const [kind, setKind] = useState<NewComplaint['kind']>('charge')
  const [about, setAbout] = useState('')
  const [wants, setWants] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = {
    about: about.trim() === '' ? t('complaint.about.missing') : null,
    wants: wants.trim() === '' ? t('complaint.wants.missing') : null,
  }
  const send = async () => {
    setTried(true)
    if (wrong.about !== null || wrong.wants !== null) return
    if (await make(conversation, { kind, about: about.trim(), wants: wants.trim() }, reload)) onClose()
  }
  return (
    <FormDialog title={t('complaint.make')} verb={t('complaint.make')} onClose={onClose} onSubmit={() => void send()}>
      <Choose
        label={t('complaint.kind')}
        value={kind}
        onChange={(value) => setKind(kinds.find((each) => each === value) ?? kind)}
        options={kinds.map((each) => ({ id: each, label: t(`complaint.kind.${each}`) }))}
      />
      <Field
        label={t('complaint.about')}
        hint={t('complaint.about.hint')}
        value={about}
        onChange={setAbout}
        maxLength={500}
        rows={2}
        error={tried ? wrong.about : null}
        autoFocus
      />
      <Field
        label={t('complaint.wants')}
        value={wants}
        onChange={setWants}
        maxLength={500}
        rows={2}
        error={tried ? wrong.wants : null}
      />
      {durable ? null : <p role="note">{t('complaint.notDurable')}</p>}
    </FormDialog>
  )
}
