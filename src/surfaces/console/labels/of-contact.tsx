import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { useContactTold } from '../state/contacts.ts'
import { failed } from '../state/deeds.ts'
import { useLabels } from '../state/directory.ts'
import { useResource } from '../state/resource.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Picker } from '../ui/picker.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './labels.module.css'
import { useWhoGave } from './who.ts'

const put = (id: string, label: string, on: boolean) =>
  on
    ? call('PUT /api/v1/contacts/:id/labels/:label', { params: { id, label } })
    : call('DELETE /api/v1/contacts/:id/labels/:label', { params: { id, label } })

/** The labels of a person: read by everybody who sees them, changed in place, taken back by undo. */
export function ContactLabels({ contact, brand }: { contact: string; brand: string | null }) {
  const { t, text } = useWords()
  const who = useWhoGave()
  const mayEdit = usePermission('contact.edit')
  const labels = useLabels().filter((label) => label.brand === null || brand === null || label.brand === brand)
  const read = useResource(`contact labels ${contact}`, () =>
    call('GET /api/v1/contacts/:id/labels', { params: { id: contact } }),
  )
  useContactTold(contact, read.reload)
  const [open, setOpen] = useState(false)
  const given = read.data?.items ?? []
  const toggle = (label: string) => {
    const on = !given.some((each) => each.label === label)
    void put(contact, label, on).then(() => {
      read.reload()
      const undo = () => void put(contact, label, !on).then(read.reload, failed)
      showBar({ text: on ? 'label.put' : 'label.taken', undo })
    }, failed)
  }
  if (given.length === 0 && !mayEdit) return null
  return (
    <section className={css.labels} aria-label={t('label.person')}>
      {given.map(({ label, by, at }) => (
        <Tag key={label} title={who(by, at)}>
          {text(labels.find(({ id }) => id === label)?.name)}
        </Tag>
      ))}
      {mayEdit ? (
        <Picker
          many
          label={t('label.person')}
          none={t('none.found')}
          choices={labels.map(({ id, name }) => {
            const on = given.find((each) => each.label === id)
            return { id, label: text(name), chosen: on !== undefined, ...(on && { hint: who(on.by, on.at) }) }
          })}
          onChoose={toggle}
          isOpen={open}
          onOpenChange={setOpen}
          placement="bottom start"
        >
          <Button look="link">{t('label.person.change')}</Button>
        </Picker>
      ) : null}
    </section>
  )
}
