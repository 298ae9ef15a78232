import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { ListedTable } from '../ui/listed.tsx'
import { Tag } from '../ui/tag.tsx'

/** What was done with privilege and what was denied, newest first. */
export function AuditPage() {
  const { t, formats } = useWords()
  const now = useNow()
  const audit = useResource('audit', () => call('GET /api/v1/audit', { query: { limit: 200 } }))
  return (
    <>
      <h2>{t('settings.audit')}</h2>
      <ListedTable
        of={audit}
        label={t('settings.audit')}
        keyOf={(entry) => String(entry.id)}
        columns={[
          {
            id: 'at',
            label: t('column.when'),
            cell: (entry) => <time title={formats.exact(entry.at)}>{formats.when(entry.at, now)}</time>,
          },
          { id: 'by', label: t('audit.by'), cell: (entry) => entry.by },
          { id: 'deed', label: t('audit.deed'), cell: (entry) => entry.deed },
          {
            id: 'outcome',
            label: t('audit.outcome'),
            cell: (entry) => <Tag tone={entry.outcome === 'done' ? 'plain' : 'warn'}>{entry.outcome}</Tag>,
          },
          { id: 'subject', label: t('audit.subject'), cell: (entry) => entry.subject ?? '' },
        ]}
      />
    </>
  )
}
