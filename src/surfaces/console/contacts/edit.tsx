import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'
import { rename, setOrganisation } from './deeds.ts'

/** Corrects the name, and says which customer organisation the person belongs to. */
export function EditDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useWords()
  const before = contact.organisation?.name ?? null
  const [name, setName] = useState(contact.name)
  const [organisation, setOrganisationText] = useState(before ?? '')
  const save = async () => {
    const [named, belongs] = [name.trim(), organisation.trim() === '' ? null : organisation.trim()]
    const renamed = named === contact.name || named === '' || (await rename(contact.id, named, contact.name))
    const moved = belongs === before || (await setOrganisation(contact.id, belongs, before))
    if (renamed && moved) onClose()
  }
  return (
    <FormDialog title={t('contact.edit')} onClose={onClose} onSubmit={() => void save()}>
      <div className={css.form}>
        <Field label={t('people.name')} value={name} onChange={setName} maxLength={120} autoFocus />
        <Field
          label={t('contact.organisation')}
          hint={t('contact.organisation.hint')}
          value={organisation}
          onChange={setOrganisationText}
          maxLength={120}
        />
      </div>
    </FormDialog>
  )
}
