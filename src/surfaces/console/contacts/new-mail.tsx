import { useState } from 'react'
import { useLocation } from 'wouter'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { typedAddresses } from '../talk/mail/addresses.ts'
import { faultsOf } from '../talk/mail/use-mail-fields.ts'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'
import { type NewMail, sendNewMail } from './send-new-mail.ts'

const empty: NewMail = { subject: '', text: '', cc: '', bcc: '' }
/** What was typed and not sent, or taken back, by contact. */
const kept = new Map<string, NewMail>()

/** What is being written, what is wrong with it once it was tried, and how it is sent. */
function useNewMail(contact: Contact, onSent: () => void) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [mail, setMail] = useState(() => kept.get(contact.id) ?? empty)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const change = (part: Partial<NewMail>) => {
    kept.set(contact.id, { ...mail, ...part })
    setMail({ ...mail, ...part })
  }
  const { cc, bcc } = faultsOf(mail)
  const faults = {
    subject: mail.subject.trim() === '' ? t('mail.new.subject.empty') : null,
    text: mail.text.trim() === '' ? t('composer.empty') : null,
    cc: cc && t(cc.key, { what: cc.what }),
    bcc: bcc && t(bcc.key, { what: bcc.what }),
  }
  const send = async () => {
    setTried(true)
    if (Object.values(faults).some((fault) => fault !== null)) return
    const ids = { id: uuid7(), message: uuid7() }
    const copies = { cc: [...typedAddresses(mail.cc).addresses], bcc: [...typedAddresses(mail.bcc).addresses] }
    const said = { ...ids, subject: mail.subject.trim(), text: mail.text.trim(), ...copies }
    const why = await sendNewMail(contact, said, () => kept.set(contact.id, mail))
    if (why !== null) return setRefused(why)
    kept.delete(contact.id)
    onSent()
    go(to.conversation('all', ids.id))
  }
  const told = (fault: string | null) => (tried ? fault : null)
  return { mail, change, faults, told, refused, send }
}

/** A new mail to a customer: it begins a conversation, which is then open. */
export function NewMailDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useWords()
  const { mail, change, faults, told, refused, send } = useNewMail(contact, onClose)
  const address = contact.identities.findLast((each) => each.channel === 'email')?.handle
  return (
    <FormDialog
      title={t('mail.new')}
      verb={t('mail.new.send')}
      wide
      disabledBecause={address === undefined ? t('mail.to.nobody') : null}
      onClose={onClose}
      onSubmit={() => void send()}
    >
      <div className={css.form}>
        {refused === null ? null : <ErrorBox>{t('send.refused', { reason: refused })}</ErrorBox>}
        <p>
          {t('mail.to')}: <bdi>{contact.name}</bdi> <bdi>{address ?? t('mail.to.nobody')}</bdi>
        </p>
        <Field
          label={t('mail.subject')}
          value={mail.subject}
          onChange={(subject) => change({ subject })}
          error={told(faults.subject)}
          maxLength={500}
          autoFocus
        />
        <Field
          label={t('mail.new.text')}
          value={mail.text}
          onChange={(text) => change({ text })}
          error={told(faults.text)}
          rows={8}
          maxLength={10_000}
        />
        <details>
          <summary>{t('mail.copies')}</summary>
          <Field
            label={t('mail.cc')}
            hint={t('mail.cc.hint')}
            value={mail.cc}
            onChange={(value) => change({ cc: value })}
            error={told(faults.cc)}
          />
          <Field
            label={t('mail.bcc')}
            hint={t('mail.bcc.hint')}
            value={mail.bcc}
            onChange={(value) => change({ bcc: value })}
            error={told(faults.bcc)}
          />
        </details>
      </div>
    </FormDialog>
  )
}
