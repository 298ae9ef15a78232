import { useWords } from '../../i18n/words.tsx'
import { CopyButton } from '../copied.tsx'
import css from './accounts.module.css'

/** An address to give to the other side. */
export function Hook({ address, name }: { address: string; name: string }) {
  const { t } = useWords()
  return (
    <span className={css.hook}>
      <code title={address} dir="ltr">
        {address}
      </code>
      <CopyButton text={address} label={t('account.hook.copy', { name })} />
    </span>
  )
}
