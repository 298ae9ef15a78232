import { useWords } from '../../../i18n/words.tsx'
import { Table } from '../../../ui/table.tsx'
import type { countedBy } from './tried.tsx'
import type { Trial } from './try-plan.tsx'

type Counted = (typeof countedBy)[keyof typeof countedBy]
type Row = Trial['rows'][number]

/** Each queue in each hour; only what the plan does is a column. */
export function Rows({ trial, counted }: { trial: Trial; counted: readonly Counted[] }) {
  const { t, text, formats } = useWords()
  const nameOf = (id: string | null) => {
    const queue = trial.queues.find((each) => each.id === id)
    return queue === undefined ? t('surge.try.noQueue') : text(queue.name)
  }
  const span = (seconds: number | null) => (seconds === null ? '–' : formats.span(seconds * 1_000))
  const cellOf = (row: Row, name: Counted) =>
    name === 'shared' && row.to.length > 0
      ? formats.list(row.to.map(({ queue, n }) => t('surge.try.to', { n, queue: nameOf(queue) })))
      : formats.number(row[name])
  return (
    <Table
      label={t('surge.try.rows')}
      rows={trial.rows}
      keyOf={(row) => `${row.at} ${row.queue}`}
      columns={[
        { id: 'at', label: t('surge.try.hour'), cell: (row) => formats.clock(row.at, trial.timeZone) },
        { id: 'queue', label: t('queue'), cell: (row) => nameOf(row.queue) },
        { id: 'came', label: t('surge.try.came'), end: true, cell: (row) => formats.number(row.came) },
        ...counted.map((name) => ({
          id: name,
          label: t(`surge.try.column.${name}`),
          end: true,
          cell: (row: Row) => cellOf(row, name),
        })),
        { id: 'without', label: t('surge.try.legend.without'), end: true, cell: (row) => span(row.without.mean) },
        { id: 'with', label: t('surge.try.legend.with'), end: true, cell: (row) => span(row.with.mean) },
      ]}
    />
  )
}
