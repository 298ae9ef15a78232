import { useState } from 'react'
import contacts from '../contacts/contacts.module.css'
import { Part } from '../contacts/part.tsx'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { useContactAttributes } from './attributes.ts'
import { AttributesEditor } from './editor.tsx'
import { useSaid, useValueWords } from './words.ts'

/** What the brand wants to know of a customer, on their page. */
export function Attributes({ contact }: { contact: string }) {
  const { t, text } = useWords()
  const words = useValueWords()
  const said = useSaid()
  const { data, error, reload } = useContactAttributes(contact)
  const [editing, setEditing] = useState(false)
  const items = data?.items ?? []
  const open = items.some(({ may }) => may) ? () => setEditing(true) : null
  useCommands({ 'talk.attributes': open })
  if (error !== null && data === null)
    return (
      <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>
        {t('panel.failed', { what: t('attributes') })}
      </ErrorBox>
    )
  if (items.length === 0) return null
  return (
    <>
      <Part
        title={t('attributes')}
        none=""
        actions={
          <Button
            look="quiet"
            keys="shift+Q"
            disabledBecause={open === null ? t('why.not-allowed') : null}
            onPress={() => setEditing(true)}
          >
            {t('attributes.edit')}
          </Button>
        }
      >
        {items.map((known) => (
          <li key={known.id} className={contacts.item}>
            <span className={contacts.words}>
              {text(known.name)}
              <span className={contacts.quiet}>{said(known)}</span>
            </span>
            <bdi>
              {known.value === null ? t(known.required ? 'attributes.asked' : 'attributes.unknown') : words(known)}
            </bdi>
          </li>
        ))}
      </Part>
      {editing ? <AttributesEditor parts={[{ holder: contact, items }]} onClose={() => setEditing(false)} /> : null}
    </>
  )
}
