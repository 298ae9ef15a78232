import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { type Complaint, type LetterKind, sendLetter } from './deeds.ts'

const kinds: readonly LetterKind[] = ['reference', 'acknowledgement', 'upheld', 'partly', 'refused', 'deadlock']

interface Props {
  complaint: Complaint
  first: LetterKind
  reload: () => void
  onClose: () => void
}

/** A letter as the pack writes it, read and finished by a person before it goes. */
export function LetterDialog({ complaint: { id }, first, reload, onClose }: Props) {
  const { t } = useWords()
  const [kind, setKind] = useState(first)
  const [typed, setTyped] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const proposed = useResource(`letter ${id} ${kind}`, () =>
    call('GET /api/v1/complaints/:id/letters/:kind', { params: { id, kind } }),
  )
  const text = typed ?? proposed.data?.text ?? ''
  const wrong = text.trim() === '' || text.includes('…') ? t('complaint.letter.missing') : null
  const send = async () => {
    setTried(true)
    if (wrong === null && (await sendLetter(id, kind, text, reload))) onClose()
  }
  return (
    <FormDialog
      wide
      title={t('complaint.letter')}
      verb={t('complaint.letter.send')}
      onClose={onClose}
      onSubmit={() => void send()}
    >
      <Choose
        label={t('complaint.letter.which')}
        value={kind}
        onChange={(value) => {
          setKind(kinds.find((each) => each === value) ?? kind)
          setTyped(null)
        }}
        options={kinds.map((each) => ({ id: each, label: t(`complaint.letter.${each}`) }))}
      />
      <Field
        label={t('complaint.letter.text')}
        hint={t('complaint.letter.hint')}
        value={text}
        onChange={setTyped}
        rows={14}
        maxLength={10_000}
        error={tried ? wrong : null}
      />
      {proposed.data?.durable === false ? <p role="note">{t('complaint.notDurable')}</p> : null}
    </FormDialog>
  )
}
