import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { useNow } from '../../state/now.ts'
import { Button } from '../../ui/button.tsx'
import { channelGlyph, Glyph } from '../../ui/glyph.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { useBrandName } from '../brand-name.ts'
import { type Account, hookOf, type Kind, type useAccounts } from './account.ts'
import css from './accounts.module.css'
import { Health } from './health.tsx'
import { Hook } from './hook.tsx'
import { channelName } from './names.ts'

/** The dialog that is open. */
export type Open =
  | { what: 'connect'; channel: string }
  | { what: 'change'; account: Account }
  | { what: 'disconnect'; account: Account }
  | { what: 'suppressions'; account: Account }
  | null

interface ListProps {
  accounts: ReturnType<typeof useAccounts>
  kinds: readonly Kind[]
  mayManage: boolean
  onOpen: (open: Open) => void
}
/** Every account with how it is; what may be done with it only for those who may. */
export function AccountList({ accounts, kinds, mayManage, onOpen }: ListProps) {
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
  const channel = channelName(words, account.channel)
  // Our own windows were named by nobody.
  const isNamed = account.name !== account.channel
  return (
    <span className={css.name}>
      <Glyph name={channelGlyph(channelKind(account.channel))} />
      <span>
        <bdi>{isNamed ? account.name : channel}</bdi>
        {isNamed ? <small>{channel}</small> : null}
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
      {account.channel === 'email' ? (
        <Button aria-label={t('suppressed.of', { name })} onPress={() => onOpen({ what: 'suppressions', account })}>
          {t('suppressed')}
        </Button>
      ) : null}
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
