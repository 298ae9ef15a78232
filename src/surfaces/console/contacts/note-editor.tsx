import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { toldBy } from '../state/told.ts'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { type ContactNote, changeNote, writeNote } from './note-deeds.ts'

interface Props {
  contact: string
  /** Null: a new one. */
  note: ContactNote | null
  onClose: () => void
}

export function NoteEditor({ contact, note, onClose }: Props) {
  const { t } = useWords()
  const [text, setText] = useState(note?.text ?? '')
  const [told, setTold] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const save = () => {
    setAsked(true)
    if (text.trim() === '') return
    const saving = note === null ? writeNote(contact, text) : changeNote(contact, note, text)
    void saving.then(onClose, (error: unknown) => setTold(toldBy(error, t)))
  }
  return (
    <FormDialog title={t(note === null ? 'contact.note.write' : 'contact.note.edit')} onClose={onClose} onSubmit={save}>
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <Field
        label={t('contact.note.text')}
        hint={t('contact.note.hint')}
        value={text}
        onChange={setText}
        rows={5}
        maxLength={5_000}
        error={asked && text.trim() === '' ? t('contact.note.empty') : null}
        autoFocus
      />
    </FormDialog>
  )
}
