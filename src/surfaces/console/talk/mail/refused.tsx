import { Link } from 'wouter'
import type { MailOut } from '#channels/contract'
import { useWords } from '../../i18n/words.tsx'
import { to } from '../../paths.ts'
import { usePermission } from '../../state/session.ts'
import { ErrorBox } from '../../ui/states.tsx'
import css from './mail.module.css'

/** A reply would not be sent: said before it is written. */
export function AddressRefused({ out }: { out: MailOut }) {
  const { t } = useWords()
  const mayLift = usePermission('account.manage')
  if (out.to !== null && out.refused === null) return null
  const text =
    out.refused === null
      ? t('mail.to.nobody.why')
      : t('mail.refused', { address: out.to?.address ?? '', code: out.refused.code })
  return (
    <div className={css.refused}>
      <ErrorBox
        tone="warn"
        {...(mayLift &&
          out.refused !== null && { actions: <Link href={to.settings('accounts')}>{t('mail.refused.lift')}</Link> })}
      >
        {text}
      </ErrorBox>
    </div>
  )
}
