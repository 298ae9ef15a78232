import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useNow } from '../../state/now.ts'
import { useResource } from '../../state/resource.ts'
import type { Plan, Run } from '../../state/surge.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Did, Said } from './run-now.tsx'

/** When a plan was on: who said so, why, and what it did. */
export function Runs({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t, text, formats } = useWords()
  const now = useNow()
  const { id } = plan
  const runs = useResource(`surge runs ${id}`, () => call('GET /api/v1/surge-plans/:id/runs', { params: { id } }))
  return (
    <Dialog title={text(plan.name)} closeLabel={t('close')} isOpen wide onClose={onClose}>
      <ListedTable<Run>
        of={runs}
        label={t('surge.runs')}
        none={t('surge.runs.none')}
        keyOf={(run) => run.id}
        columns={[
          { id: 'since', label: t('surge.since'), cell: (run) => formats.when(run.since, now) },
          { id: 'ended', label: t('surge.end'), cell: (run) => formats.when(run.endedAt ?? run.until, now) },
          { id: 'said', label: t('surge.who'), cell: (run) => <Said run={run} /> },
          {
            id: 'did',
            label: t('surge.result'),
            cell: (run) => <Did run={run} />,
          },
        ]}
      />
    </Dialog>
  )
}
