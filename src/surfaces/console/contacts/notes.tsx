import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { useNow } from '../state/now.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './contacts.module.css'
import { type ContactNote, pinNote, removeNote, useNotes } from './note-deeds.ts'
import { NoteEditor } from './note-editor.tsx'
import { Part } from './part.tsx'

/** What colleagues should know of this customer, whatever they write about. */
export function Notes({ contact }: { contact: string }) {
  const { t } = useWords()
  const mayEdit = usePermission('contact.edit')
  const { data, error, reload } = useNotes(contact)
  const [writing, setWriting] = useState<ContactNote | 'new' | null>(null)
  const why = mayEdit ? null : t('why.not-allowed')
  useCommands({ 'contact.note': mayEdit ? () => setWriting('new') : null })
  if (error !== null && data === null)
    return (
      <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>
        {t('panel.failed', { what: t('contact.notes') })}
      </ErrorBox>
    )
  return (
    <>
      <Part
        title={t('contact.notes')}
        none={data === null ? '' : t('contact.notes.none')}
        actions={
          <Button look="quiet" keys="shift+F" disabledBecause={why} onPress={() => setWriting('new')}>
            {t('contact.note.write')}
          </Button>
        }
      >
        {(data?.items ?? []).map((note) => (
          <NoteLine key={note.id} note={note} contact={contact} why={why} onEdit={() => setWriting(note)} />
        ))}
      </Part>
      {writing === null ? null : (
        <NoteEditor contact={contact} note={writing === 'new' ? null : writing} onClose={() => setWriting(null)} />
      )}
    </>
  )
}

interface LineProps {
  note: ContactNote
  contact: string
  why: string | null
  onEdit: () => void
}
function NoteLine({ note, contact, why, onEdit }: LineProps) {
  const { t, formats } = useWords()
  const now = useNow()
  const named = (verb: string) => `${verb}: ${note.text.slice(0, 40)}`
  const verbs = [
    { text: t('contact.note.edit'), run: onEdit },
    { text: t(note.pinned ? 'contact.note.unpin' : 'contact.note.pin'), run: () => pinNote(contact, note) },
    { text: t('contact.note.remove'), run: () => removeNote(contact, note) },
  ]
  return (
    <li className={css.note}>
      <p className={css.noteText} dir="auto">
        {note.text}
      </p>
      <p className={css.quiet}>
        {note.pinned ? <Tag tone="info">{t('contact.note.pinned')}</Tag> : null} {note.by} ·{' '}
        <time dateTime={note.at} title={formats.exact(note.at)}>
          {formats.when(note.at, now)}
        </time>
      </p>
      {note.before.length === 0 ? null : <Before note={note} />}
      <p className={css.verbs}>
        {verbs.map(({ text, run }) => (
          <Button key={text} look="link" disabledBecause={why} aria-label={named(text)} onPress={run}>
            {text}
          </Button>
        ))}
      </p>
    </li>
  )
}

/** What it said before, and who had written it so. */
function Before({ note }: { note: ContactNote }) {
  const { t, formats } = useWords()
  return (
    <details className={css.more}>
      <summary>{t('contact.note.before', { n: note.before.length })}</summary>
      <ul>
        {note.before.map((said) => (
          <li key={said.at} className={css.noteText} dir="auto">
            {said.text}
            <span className={css.quiet}>
              {said.by} · <time dateTime={said.at}>{formats.exact(said.at)}</time>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
