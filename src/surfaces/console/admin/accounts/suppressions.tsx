import { useWords } from '../../i18n/words.tsx'
import { to } from '../../paths.ts'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useNow } from '../../state/now.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import type { Account } from './account.ts'
import css from './accounts.module.css'

/** Addresses to which nothing is sent any more, each lifted by hand once somebody has looked. */
export function Suppressions({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t, formats } = useWords()
  const now = useNow()
  const listed = useResource(`suppressions ${account.id}`, () =>
    call('GET /api/v1/accounts/:id/suppressions', { params: { id: account.id } }),
  )
  const lift = (contact: string, address: string) =>
    void call('DELETE /api/v1/accounts/:id/suppressions/:contact', { params: { id: account.id, contact } }).then(() => {
      showBar({ text: 'suppressed.lifted', values: { address } })
      listed.reload()
    }, failed)
  return (
    <Dialog
      title={t('suppressed.of', { name: account.name })}
      closeLabel={t('close')}
      isOpen
      wide
      onClose={onClose}
      foot={<Button onPress={onClose}>{t('close')}</Button>}
    >
      <p className={css.hint}>{t('suppressed.hint')}</p>
      <ListedTable
        of={listed}
        none={t('suppressed.none')}
        label={t('suppressed')}
        keyOf={(each) => `${each.contact} ${each.address}`}
        columns={[
          { id: 'address', label: t('suppressed.address'), cell: (each) => <bdi>{each.address}</bdi> },
          {
            id: 'code',
            label: t('suppressed.code'),
            cell: (each) => <a href={`/console${to.conversation('all', each.conversation)}`}>{each.code}</a>,
          },
          {
            id: 'at',
            label: t('suppressed.since'),
            end: true,
            cell: (each) => (
              <time dateTime={each.at} title={formats.exact(each.at)}>
                {formats.when(each.at, now)}
              </time>
            ),
          },
          {
            id: 'do',
            label: '',
            end: true,
            cell: (each) => (
              <Button
                aria-label={t('suppressed.lift.of', { address: each.address })}
                onPress={() => lift(each.contact, each.address)}
              >
                {t('suppressed.lift')}
              </Button>
            ),
          },
        ]}
      />
    </Dialog>
  )
}
