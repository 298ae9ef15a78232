import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { showBar } from '../../state/bars.ts'
import { useNow } from '../../state/now.ts'
import { usePermission } from '../../state/session.ts'
import { useEvery } from '../../state/use-every.ts'
import { Button } from '../../ui/button.tsx'
import { channelGlyph, Glyph } from '../../ui/glyph.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import admin from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import { SecretDialog } from '../secret.tsx'
import { type Account, hookOf, type Kind, useAccounts, useKinds } from './account.ts'
import css from './accounts.module.css'
import { Disconnect } from './disconnect.tsx'
import { AccountEditor } from './editor.tsx'
import { Health } from './health.tsx'
import { Hook } from './hook.tsx'
import { channelName } from './names.ts'

const MINUTE_MS = 60_000
const none: readonly Kind[] = []

type Open =
  | { what: 'connect'; channel: string }
  | { what: 'change'; account: Account }
  | { what: 'disconnect'; account: Account }
  | null

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
      <List accounts={accounts} kinds={kinds} mayManage={mayManage} onOpen={setOpen} />
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

interface ListProps {
  accounts: ReturnType<typeof useAccounts>
  kinds: readonly Kind[]
  mayManage: boolean
  onOpen: (open: Open) => void
}
function List({ accounts, kinds, mayManage, onOpen }: ListProps) {
  const { t, formats } = useWords()
  const now = useNow()
  const brandName = useBrandName()
  const kindOf = (account: Account) => kinds.find((kind) => kind.channel === account.channel)
  return (
    <ListedTable
      of={accounts}
      none={t('accounts.none')}
      label={t('settings.accounts')}
      keyOf={(account) => account.id}
      columns={[
        { id: 'name', label: t('people.name'), cell: (account) => <Name account={account} /> },
        { id: 'brand', label: t('brand'), cell: (account) => brandName(account.brand) },
        { id: 'health', label: t('account.health'), cell: (account) => <Health account={account} /> },
        {
          id: 'last',
          label: t('account.last'),
          end: true,
          cell: ({ health }) =>
            health.lastInboundAt === null ? (
              t('account.last.never')
            ) : (
              <time dateTime={health.lastInboundAt} title={formats.exact(health.lastInboundAt)}>
                {formats.when(health.lastInboundAt, now)}
              </time>
            ),
        },
        {
          id: 'hook',
          label: t('account.hook'),
          cell: (account) => {
            const address = account.disconnected ? null : hookOf(account, kindOf(account))
            return address === null ? '–' : <Hook address={address} name={account.name} />
          },
        },
        {
          id: 'do',
          label: '',
          end: true,
          cell: (account) =>
            mayManage && kindOf(account) !== undefined ? <Deeds account={account} onOpen={onOpen} /> : null,
        },
      ]}
    />
  )
}

function Name({ account }: { account: Account }) {
  const words = useWords()
  return (
    <span className={css.name}>
      <Glyph name={channelGlyph(channelKind(account.channel))} />
      <span>
        <bdi>{account.name}</bdi>
        <small>{channelName(words, account.channel)}</small>
      </span>
    </span>
  )
}

function Deeds({ account, onOpen }: { account: Account; onOpen: (open: Open) => void }) {
  const { t } = useWords()
  const { name, disconnected } = account
  const change = t(disconnected ? 'account.reconnect' : 'account.change')
  return (
    <span className={css.deeds}>
      <Button aria-label={`${change}: ${name}`} onPress={() => onOpen({ what: 'change', account })}>
        {change}
      </Button>
      {disconnected ? null : (
        <Button
          look="danger"
          aria-label={`${t('account.disconnect')}: ${name}`}
          onPress={() => onOpen({ what: 'disconnect', account })}
        >
          {t('account.disconnect')}
        </Button>
      )}
    </span>
  )
}
