import { useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { toldBy } from '../state/told.ts'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'

interface Props {
  conversation: string
  agent: { id: string; name: string }
  onClose: () => void
}

/** A word to the advisor in their conversation, which the customer never sees: a note that names them, so that they are told. */
export function Whisper({ conversation, agent, onClose }: Props) {
  const { t } = useWords()
  const [id] = useState(uuid7)
  const [text, setText] = useState('')
  const [told, setTold] = useState<string | null>(null)
  const [saying, setSaying] = useState(false)
  const say = () => {
    if (saying || text.trim() === '') return
    setSaying(true)
    setTold(null)
    const body = { id, text, mentions: [agent.id] }
    void call('POST /api/v1/conversations/:id/notes', { params: { id: conversation }, body })
      .then(
        () => {
          showBar({ text: 'whisper.said', values: { name: agent.name } })
          onClose()
        },
        (error: unknown) => setTold(toldBy(error, t)),
      )
      .finally(() => setSaying(false))
  }
  return (
    <FormDialog
      title={t('whisper.to', { name: agent.name })}
      verb={t('whisper.say')}
      disabledBecause={text.trim() === '' ? t('whisper.empty') : saying ? t('loading') : null}
      onClose={onClose}
      onSubmit={say}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <Field
        label={t('whisper.words')}
        hint={t('whisper.hint')}
        value={text}
        onChange={setText}
        rows={3}
        maxLength={2_000}
        autoFocus
      />
    </FormDialog>
  )
}
