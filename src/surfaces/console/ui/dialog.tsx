import type { FormEvent, ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from './button.tsx'
import css from './dialog.module.css'
import { Glyph } from './glyph.tsx'

interface Props {
  title: string
  closeLabel: string
  isOpen: boolean
  onClose: () => void
  wide?: boolean
  /** Under the title, over the foot. */
  children: ReactNode
  foot?: ReactNode
  /** Makes it a form: Enter in a field, and the button of type submit. */
  onSubmit?: () => void
}

export function Dialog({ title, closeLabel, isOpen, onClose, wide, children, foot, onSubmit }: Props) {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable className={css.veil ?? ''}>
      <Modal className={`${css.modal} ${wide ? css.wide : ''}`}>
        <AriaDialog className={css.dialog ?? ''}>
          <header className={css.head}>
            <Heading slot="title" level={2} className={css.title ?? ''}>
              {title}
            </Heading>
            <IconButton label={closeLabel} onPress={onClose}>
              <Glyph name="close" />
            </IconButton>
          </header>
          <Inside onSubmit={onSubmit}>
            <div className={css.body}>{children}</div>
            {foot === undefined ? null : <footer className={css.foot}>{foot}</footer>}
          </Inside>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function Inside({ onSubmit, children }: { onSubmit: (() => void) | undefined; children: ReactNode }) {
  if (onSubmit === undefined) return children
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {children}
    </form>
  )
}
