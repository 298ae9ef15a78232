import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { failed } from '../../state/deeds.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import admin from '../admin.module.css'
import type { Domain } from './domain.ts'

interface Props {
  domain: Domain
  onClose: () => void
  onDone: () => void
}

/** Asked before: its keys do not come back. */
export function RemoveDomain({ domain, onClose, onDone }: Props) {
  const { t } = useWords()
  const remove = () =>
    void call('DELETE /api/v1/sending-domains/:id', { params: { id: domain.id } }).then(onDone, failed)
  return (
    <Dialog
      title={t('domain.remove.ask', { domain: domain.domain })}
      closeLabel={t('close')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="danger" onPress={remove}>
            {t('domain.remove')}
          </Button>
        </>
      }
    >
      <p className={admin.hint}>{t('domain.remove.what')}</p>
    </Dialog>
  )
}
