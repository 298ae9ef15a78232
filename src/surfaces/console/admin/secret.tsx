import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import css from './admin.module.css'

interface Props {
  title: string
  hint: string
  /** Shown this once; nothing is open while there is none. */
  secret: string | null
  onClose: () => void
}

/** Something that works by being known: read or copied now, shown never again. */
export function SecretDialog({ title, hint, secret, onClose }: Props) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(secret ?? '').then(
      () => setCopied(true),
      () => setCopied(false),
    )
  const close = () => {
    setCopied(false)
    onClose()
  }
  return (
    <Dialog
      title={title}
      closeLabel={t('close')}
      isOpen={secret !== null}
      onClose={close}
      foot={
        <>
          <span role="status" className={css.hint}>
            {copied ? t('copied') : ''}
          </span>
          <Button onPress={copy}>{t('copy')}</Button>
        </>
      }
    >
      <p className={css.hint}>{hint}</p>
      <code className={css.secret}>{secret}</code>
    </Dialog>
  )
}
