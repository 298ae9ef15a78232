import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { Ask } from '../../ui/ask.tsx'
import type { Account } from './account.ts'
import css from './accounts.module.css'

interface Props {
  account: Account
  onClose: () => void
  onDone: () => void
}

/** Asked before: secrets do not come back. */
export function Disconnect({ account, onClose, onDone }: Props) {
  const { t } = useWords()
  const disconnect = () =>
    void call('DELETE /api/v1/accounts/:id', { params: { id: account.id } }).then(() => {
      showBar({ text: 'account.disconnected', values: { name: account.name } })
      onDone()
    }, failed)
  return (
    <Ask
      title={t('account.disconnect.ask', { name: account.name })}
      verb={t('account.disconnect')}
      onClose={onClose}
      onSure={disconnect}
    >
      <p className={css.hint}>{t('account.disconnect.what')}</p>
    </Ask>
  )
}
