import { useState } from 'react'
import { useNotes } from '../contacts/note-deeds.ts'
import { NoteEditor } from '../contacts/note-editor.tsx'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import css from './context.module.css'
import { Failed } from './context.tsx'

/** Beside a conversation what is pinned and the newest are read; the rest is on the customer's page. */
const SHOWN = 3

export function NotesCard({ contact }: { contact: string }) {
  const { t, formats } = useWords()
  const mayEdit = usePermission('contact.edit')
  const { data, error, reload } = useNotes(contact)
  const [writing, setWriting] = useState(false)
  useCommands({ 'contact.note': mayEdit ? () => setWriting(true) : null })
  if (error !== null && data === null) return <Failed what={t('contact.notes')} onAgain={reload} />
  const items = data?.items ?? []
  return (
    <section aria-label={t('contact.notes')}>
      <h2 className={css.head}>
        {t('contact.notes')} <span>{items.length <= SHOWN ? '' : formats.number(items.length)}</span>
      </h2>
      {items.slice(0, SHOWN).map((note) => (
        <p key={note.id} className={css.quote} dir="auto" title={`${note.by}, ${formats.exact(note.at)}`}>
          {note.text}
        </p>
      ))}
      {mayEdit ? (
        <Button look="link" keys="shift+F" onPress={() => setWriting(true)}>
          {t('contact.note.write')}
        </Button>
      ) : null}
      {writing ? <NoteEditor contact={contact} note={null} onClose={() => setWriting(false)} /> : null}
    </section>
  )
}
