import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { failed } from '../../state/deeds.ts'
import { Ask } from '../../ui/ask.tsx'
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
    <Ask
      title={t('domain.remove.ask', { domain: domain.domain })}
      verb={t('domain.remove')}
      onClose={onClose}
      onSure={remove}
    >
      <p className={admin.hint}>{t('domain.remove.what')}</p>
    </Ask>
  )
}
