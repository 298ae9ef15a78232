import { useState } from 'react'
import type { MailOut } from '#channels/contract'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import css from './mail.module.css'
import type { MailFields } from './use-mail-fields.ts'

interface Props {
  out: Pick<MailOut, 'signature' | 'quote'>
  mail: MailFields
  onMail: (mail: MailFields) => void
}
/** Under what is written: how it will be signed, and what it will quote unless that is left out. */
export function Tail({ out, mail, onMail }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  if (out.signature === '' && out.quote === null) return null
  return (
    <div className={css.tail}>
      {out.signature === '' ? null : (
        <p className={css.own} dir="auto">
          <span className="sr-only">{t('mail.signature')}: </span>
          {`-- \n${out.signature}`}
        </p>
      )}
      {out.quote === null ? null : (
        <>
          <p className={css.deeds}>
            <label className={css.check}>
              <input
                type="checkbox"
                checked={mail.quote}
                onChange={(event) => onMail({ ...mail, quote: event.target.checked })}
              />
              {t('mail.quote')}
            </label>
            {mail.quote ? (
              <Button look="link" aria-expanded={open} onPress={() => setOpen(!open)}>
                {t(open ? 'mail.quoted.hide' : 'mail.quoted.show')}
              </Button>
            ) : null}
          </p>
          {mail.quote && open ? (
            <div className={css.folded} dir="auto">
              {`${out.quote.head}\n\n${out.quote.text}`}
            </div>
          ) : null}
        </>
      )}
    </div>
  )
}
