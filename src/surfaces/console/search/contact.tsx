import { useLocation } from 'wouter'
import { ContactCard } from '../context/contact-card.tsx'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { call } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { type Column, Table } from '../ui/table.tsx'
import css from './contact.module.css'

/** One customer: who they are and everything they wrote. */
export function ContactPage({ id }: { id: string }) {
  const { t, formats } = useWords()
  const now = useNow()
  const [, go] = useLocation()
  const contact = useResource(`contact ${id}`, () => call('GET /api/v1/contacts/:id', { params: { id } }))
  const talks = useResource(`history ${id}`, () =>
    call('GET /api/v1/inbox', { query: { contact: id, order: 'newest', limit: 50 } }),
  )
  type Row = NonNullable<typeof talks.data>['items'][number]
  const columns: Column<Row>[] = [
    {
      id: 'ref',
      label: t('column.reference'),
      cell: (row) => (
        <Button look="link" onPress={() => go(to.conversation('all', row.id))}>
          {row.reference}
        </Button>
      ),
    },
    { id: 'channel', label: t('column.channel'), cell: (row) => t(`channel.${channelKind(row.channel)}`) },
    { id: 'status', label: t('column.status'), cell: (row) => t(`status.${row.status}`) },
    { id: 'last', label: t('column.last'), cell: (row) => row.lastText.slice(0, 100) },
    { id: 'at', label: t('column.when'), end: true, cell: (row) => formats.when(row.lastAt, now) },
  ]
  return (
    <Page title={contact.data?.name || t('contact.unnamed')}>
      <div className={css.card}>
        <ContactCard id={id} />
      </div>
      <Table label={t('panel.history')} columns={columns} rows={talks.data?.items ?? []} keyOf={(row) => row.id} />
    </Page>
  )
}
