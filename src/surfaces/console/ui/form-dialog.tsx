import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface Props {
  title: string
  /** What the button says that saves; "Save" when not said. */
  verb?: string
  disabledBecause?: string | null
  wide?: boolean
  /** Stands before "Cancel". */
  more?: ReactNode
  onClose: () => void
  onSubmit: () => void
  children: ReactNode
}

/** A dialog that is filled in: Enter or its button saves, everything else leaves things as they were. */
export function FormDialog({
  title,
  verb,
  disabledBecause = null,
  wide = false,
  more,
  onClose,
  onSubmit,
  children,
}: Props) {
  const { t } = useWords()
  return (
    <Dialog
      title={title}
      closeLabel={t('close')}
      isOpen
      wide={wide}
      onClose={onClose}
      onSubmit={onSubmit}
      foot={
        <>
          {more}
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" disabledBecause={disabledBecause}>
            {verb ?? t('save')}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
