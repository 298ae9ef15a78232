import { useEffect, useMemo } from 'react'
import { useWords } from '../i18n/words.tsx'
import promised from '../promises/promises.module.css'
import { call, type Out } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import { save } from './deeds.ts'

type Numbers = Out<'GET /api/v1/complaints/figures'>['all']
type Line = Numbers & { id: string; name: string }

const DAYS = 365
const DAY_MS = 86_400_000
const numbers = [
  ...(['made', 'referenced', 'inTime', 'late'] as const),
  ...(['upheld', 'partly', 'refused', 'deadlock', 'days'] as const),
] as const
const labels: Record<(typeof numbers)[number], string> = {
  made: 'complaints.made',
  referenced: 'complaints.referenced',
  inTime: 'complaints.inTime',
  late: 'complaints.late',
  upheld: 'complaint.outcome.upheld',
  partly: 'complaint.outcome.partly',
  refused: 'complaint.outcome.refused',
  deadlock: 'complaint.outcome.deadlock',
  days: 'complaints.days',
}

/** The year as the audit asks for it, by kind; the same as a file. */
export function Figures({ told }: { told: string }) {
  const { t, formats } = useWords()
  const times = useMemo(() => {
    const to = Date.now() + DAY_MS
    return { from: new Date(to - (DAYS + 1) * DAY_MS).toISOString(), to: new Date(to).toISOString() }
  }, [])
  const { data, reload } = useResource('complaint figures', () =>
    call('GET /api/v1/complaints/figures', { query: times }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  if (data === null || data.all.made === 0) return null
  const lines: Line[] = [
    { id: 'all', name: t('complaints.total'), ...data.all },
    ...data.kinds.map((each) => ({ ...each, id: each.kind, name: t(`complaint.kind.${each.kind}`) })),
  ]
  const { share } = data.all
  const saveCsv = () => {
    const rows = [
      [t('complaint.kind'), ...numbers.map((name) => t(labels[name]))],
      ...lines.map((line) => [line.name, ...numbers.map((name) => line[name] ?? '')]),
    ]
    save('complaints.csv', 'text/csv', rows.map((row) => row.map(quoted).join(',')).join('\r\n'))
  }
  return (
    <section className={promised.figures}>
      <h2>{share === null ? t('complaints.noneEnded') : t('complaints.share', { share: Math.round(share * 100) })}</h2>
      <p>
        <Button onPress={saveCsv}>{t('complaints.csv')}</Button>
      </p>
      <Table<Line>
        label={t('complaints.figures')}
        rows={lines}
        keyOf={(line) => line.id}
        columns={[
          { id: 'name', label: t('complaint.kind'), cell: (line) => line.name },
          ...numbers.map((name) => ({
            id: name,
            label: t(labels[name]),
            end: true,
            cell: (line: Line) => (line[name] === null ? '–' : formats.number(line[name])),
          })),
        ]}
      />
    </section>
  )
}

/** A word that begins as a formula does is read as a word by what opens the file. */
const quoted = (value: string | number): string =>
  typeof value === 'number' ? String(value) : `"${/^[=+\-@]/.test(value) ? "'" : ''}${value.replaceAll('"', '""')}"`
