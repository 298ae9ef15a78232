import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { showBar } from '../../state/bars.ts'
import { usePermission } from '../../state/session.ts'
import { useEvery } from '../../state/use-every.ts'
import { Button } from '../../ui/button.tsx'
import admin from '../admin.module.css'
import { SendingDomains } from '../domains/part.tsx'
import { SecretDialog } from '../secret.tsx'
import { type Account, hookOf, type Kind, useAccounts, useKinds } from './account.ts'
import { Disconnect } from './disconnect.tsx'
import { AccountEditor } from './editor.tsx'
import { AccountList, type Open } from './list.tsx'
import { ParkedDeliveries } from './parked.tsx'
import { Suppressions } from './suppressions.tsx'

const MINUTE_MS = 60_000
const none: readonly Kind[] = []

/** Where messages come in: how each account is, and, for those who may, connecting and disconnecting. */
export function AccountsPage() {
  const { t } = useWords()
  const accounts = useAccounts()
  const kinds = useKinds().data?.items ?? none
  const mayManage = usePermission('account.manage')
  const [open, setOpen] = useState<Open>(null)
  const [made, setMade] = useState<string | null>(null)
  useEvery(MINUTE_MS, accounts.reload)
  const first = kinds[0]?.channel
  const saved = (account: Account | null, id: string, kind: Kind) => {
    setOpen(null)
    accounts.reload()
    showBar({ text: account === null || account.disconnected ? 'account.connected' : 'account.saved' })
    if (account === null) setMade(hookOf({ id, channel: kind.channel }, kind))
  }
  return (
    <>
      <div className={admin.head}>
        <h2>{t('settings.accounts')}</h2>
        {mayManage && first !== undefined ? (
          <Button look="primary" onPress={() => setOpen({ what: 'connect', channel: first })}>
            {t('account.connect')}
          </Button>
        ) : null}
      </div>
      <p className={admin.hint}>{t('accounts.hint')}</p>
      <AccountList accounts={accounts} kinds={kinds} mayManage={mayManage} onOpen={setOpen} />
      {mayManage ? <ParkedDeliveries /> : null}
      <SendingDomains />
      <Opened
        open={open}
        kinds={kinds}
        onOpen={setOpen}
        onSaved={saved}
        onGone={() => {
          setOpen(null)
          accounts.reload()
        }}
      />
      <SecretDialog
        title={t('account.connected')}
        hint={t('account.hook.hint')}
        secret={made}
        onClose={() => setMade(null)}
      />
    </>
  )
}

interface OpenedProps {
  open: Open
  kinds: readonly Kind[]
  onOpen: (open: Open) => void
  onSaved: (account: Account | null, id: string, kind: Kind) => void
  onGone: () => void
}
function Opened({ open, kinds, onOpen, onSaved, onGone }: OpenedProps) {
  const close = () => onOpen(null)
  if (open === null) return null
  if (open.what === 'suppressions') return <Suppressions account={open.account} onClose={close} />
  if (open.what === 'disconnect') return <Disconnect account={open.account} onClose={close} onDone={onGone} />
  const account = open.what === 'connect' ? null : open.account
  const channel = open.what === 'connect' ? open.channel : open.account.channel
  const kind = kinds.find((each) => each.channel === channel)
  if (kind === undefined) return null
  return (
    <AccountEditor
      key={kind.channel}
      kind={kind}
      kinds={kinds}
      onKind={(other) => onOpen({ what: 'connect', channel: other })}
      account={account}
      onClose={close}
      onSaved={(id) => onSaved(account, id, kind)}
    />
  )
}
