import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import css from './accounts.module.css'

/** An address to give to the other side. */
export function Hook({ address, name }: { address: string; name: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <span className={css.hook}>
      <code title={address} dir="ltr">
        {address}
      </code>
      <Button look="quiet" aria-label={t('account.hook.copy', { name })} onPress={copy}>
        {t(copied ? 'copied' : 'copy')}
      </Button>
      <span role="status" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </span>
  )
}
