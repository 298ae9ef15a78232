import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useNow } from '../../state/now.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import admin from '../admin.module.css'
import { useAccounts } from './account.ts'

/** What came and could not be read: its bytes are kept, and it is tried again here once the cause is mended. Shown only when there is some. */
export function ParkedDeliveries() {
  const { t, formats } = useWords()
  const now = useNow()
  const accounts = useAccounts().data?.items ?? []
  const parked = useResource('parked deliveries', () => call('GET /api/v1/parked-deliveries', {}))
  const replay = (id: string) =>
    void call('PUT /api/v1/parked-deliveries/:id/replay', { params: { id } }).then(() => {
      showBar({ text: 'parked.replayed' })
      parked.reload()
    }, failed)
  if (parked.data === null || parked.data.items.length === 0) return null
  return (
    <section>
      <div className={admin.head}>
        <h2>{t('parked')}</h2>
        <Button onPress={parked.reload}>{t('reload')}</Button>
      </div>
      <p className={admin.hint}>{t('parked.hint')}</p>
      <ListedTable
        of={parked}
        none=""
        label={t('parked')}
        keyOf={(each) => each.id}
        columns={[
          {
            id: 'account',
            label: t('parked.account'),
            cell: (each) => accounts.find(({ id }) => id === each.account)?.name ?? each.channel,
          },
          { id: 'reason', label: t('jobs.error'), cell: (each) => each.reason },
          { id: 'bytes', label: t('parked.size'), end: true, cell: (each) => formats.bytes(each.bytes) },
          { id: 'at', label: t('column.when'), end: true, cell: (each) => formats.when(each.receivedAt, now) },
          {
            id: 'do',
            label: '',
            end: true,
            cell: (each) => (
              <span className={admin.row}>
                <a href={`/api/v1/parked-deliveries/${each.id}/raw`} download>
                  {t('parked.download')}
                </a>
                <Button onPress={() => replay(each.id)}>{t('again')}</Button>
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}
