import { type ReactNode, useId, useState } from 'react'
import type { MailOut } from '#channels/contract'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { typedAddresses, withAddress } from './addresses.ts'
import css from './mail.module.css'
import { type Faults, faultsOf, type MailFields } from './use-mail-fields.ts'

interface Props {
  out: Pick<MailOut, 'to' | 'subject' | 'others'>
  mail: MailFields
  onMail: (mail: MailFields) => void
}
/** Over a mail that is written: to whom, the subject, and copies for who wants them. */
export function Fields({ out, mail, onMail }: Props) {
  const { t } = useWords()
  const [wanted, setWanted] = useState(false)
  const [left, setLeft] = useState(false)
  const copies = wanted || mail.cc !== '' || mail.bcc !== ''
  const faults = left ? faultsOf(mail) : { cc: null, bcc: null }
  const typed = typedAddresses(`${mail.cc},${mail.bcc}`).addresses
  const others = out.others.filter(({ address }) => !typed.includes(address.toLowerCase()) && !address.includes('•'))
  return (
    <div className={css.fields}>
      <span>{t('mail.to')}</span>
      <span className={css.to}>
        <bdi>{out.to === null ? t('mail.to.nobody') : out.to.name || out.to.address}</bdi>
        {out.to === null || out.to.name === '' || out.to.name === out.to.address ? null : <bdi>{out.to.address}</bdi>}
        {copies ? null : (
          <Button look="link" onPress={() => setWanted(true)}>
            {t('mail.copies')}
          </Button>
        )}
        {others.map(({ address }) => (
          <Button key={address} look="link" onPress={() => onMail({ ...mail, cc: withAddress(mail.cc, address) })}>
            {t('mail.copyIn', { address })}
          </Button>
        ))}
      </span>
      {copies ? (
        <>
          <Copy
            label={t('mail.cc')}
            hint={t('mail.cc.hint')}
            value={mail.cc}
            fault={faults.cc}
            focus={wanted}
            onChange={(cc) => onMail({ ...mail, cc })}
            onLeave={() => setLeft(true)}
          />
          <Copy
            label={t('mail.bcc')}
            hint={t('mail.bcc.hint')}
            value={mail.bcc}
            fault={faults.bcc}
            onChange={(bcc) => onMail({ ...mail, bcc })}
            onLeave={() => setLeft(true)}
          />
        </>
      ) : null}
      <Line label={t('mail.subject')}>
        {(id) => (
          <input
            id={id}
            className={css.input}
            value={mail.subject ?? out.subject}
            dir="auto"
            maxLength={500}
            onChange={(event) => onMail({ ...mail, subject: event.target.value })}
          />
        )}
      </Line>
    </div>
  )
}

function Line({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </>
  )
}

interface CopyProps {
  label: string
  hint: string
  value: string
  fault: Faults['cc']
  focus?: boolean
  onChange: (value: string) => void
  onLeave: () => void
}
function Copy({ label, hint, value, fault, focus = false, onChange, onLeave }: CopyProps) {
  const { t } = useWords()
  const said = useId()
  return (
    <>
      <Line label={label}>
        {(id) => (
          <input
            id={id}
            className={css.input}
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            value={value}
            dir="ltr"
            placeholder={hint}
            maxLength={6000}
            // biome-ignore lint/a11y/noAutofocus: it was asked for a moment ago
            autoFocus={focus}
            aria-invalid={fault !== null || undefined}
            aria-describedby={fault === null ? undefined : said}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onLeave}
          />
        )}
      </Line>
      {fault === null ? null : (
        <span id={said} className={css.fault}>
          {t(fault.key, { what: fault.what })}
        </span>
      )}
    </>
  )
}
