import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface Props {
  title: string
  /** What the button says that does it. */
  verb: string
  onClose: () => void
  onSure: () => void
  /** What then is so, and does not come back. */
  children: ReactNode
}

/** Asked before what cannot be undone; everything but its button leaves things as they are. */
export function Ask({ title, verb, onClose, onSure, children }: Props) {
  const { t } = useWords()
  return (
    <Dialog
      title={title}
      closeLabel={t('close')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="danger" onPress={onSure}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
