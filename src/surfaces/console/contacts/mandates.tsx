import { useState } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'
import { endMandate, giveMandate } from './deeds.ts'
import { FindContact } from './find.tsx'
import { Part } from './part.tsx'

interface Props {
  contact: Contact
  mayEdit: boolean
  adding: boolean
  onAdd: () => void
  onClose: () => void
}

/** For whom else this person may act: as what, in what, on what proof, until when. */
export function Mandates({ contact, mayEdit, adding, onAdd, onClose }: Props) {
  const { t, formats } = useWords()
  const why = mayEdit ? null : t('why.not-allowed')
  return (
    <>
      <Part
        title={t('mandates')}
        none={t('mandates.none')}
        actions={
          <Button look="quiet" keys="shift+A" disabledBecause={why} onPress={onAdd}>
            {t('mandate.add')}
          </Button>
        }
      >
        {contact.mandates.map((mandate) => (
          <li key={mandate.id} className={css.item}>
            <span className={css.words}>
              <Link href={to.contact(mandate.for.id)} dir="auto">
                {mandate.for.name || t('contact.unnamed')}
              </Link>
              <span className={css.quiet} dir="auto">
                {mandate.role} · {mandate.scope} · {mandate.proof}
              </span>
              <span className={css.quiet}>
                {mandate.until === null ? t('mandate.open') : t('mandate.until', { day: formats.date(mandate.until) })}
              </span>
            </span>
            <Button
              look="link"
              disabledBecause={why}
              aria-label={`${t('mandate.end')}: ${mandate.for.name}`}
              onPress={() => void endMandate(contact.id, mandate)}
            >
              {t('mandate.end')}
            </Button>
          </li>
        ))}
      </Part>
      {adding ? <Give contact={contact} onClose={onClose} /> : null}
    </>
  )
}

const parts = ['role', 'scope', 'proof'] as const
const longest = { role: 40, scope: 80, proof: 300 } as const

/** The last moment of a local day. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString()

function Give({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useWords()
  const [principal, setPrincipal] = useState<Contact | null>(null)
  const [said, setSaid] = useState({ role: '', scope: '', proof: '' })
  const [until, setUntil] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = (part: (typeof parts)[number]) => asked && said[part].trim() === ''
  const save = async () => {
    setAsked(true)
    if (principal === null || parts.some((part) => said[part].trim() === '')) return
    const mandate = {
      ...said,
      for: { id: principal.id, name: principal.name },
      until: until === '' ? null : endOf(until),
    }
    if (await giveMandate(contact.id, mandate)) onClose()
  }
  return (
    <FormDialog title={t('mandate.add')} onClose={onClose} onSubmit={() => void save()}>
      <div className={css.form}>
        <FindContact
          label={t('mandate.for')}
          brand={contact.brand}
          without={contact.id}
          chosen={principal}
          onChoose={setPrincipal}
          error={asked && principal === null ? t('mandate.for.needed') : null}
        />
        {parts.map((part) => (
          <Field
            key={part}
            label={t(`mandate.${part}`)}
            hint={t(`mandate.${part}.hint`)}
            value={said[part]}
            onChange={(text) => setSaid((now) => ({ ...now, [part]: text }))}
            maxLength={longest[part]}
            error={missing(part) ? t('field.needed') : null}
          />
        ))}
        <Field label={t('mandate.ends')} hint={t('mandate.ends.hint')} type="date" value={until} onChange={setUntil} />
      </div>
    </FormDialog>
  )
}
