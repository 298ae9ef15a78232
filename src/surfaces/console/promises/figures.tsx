import { useEffect, useMemo } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { Table } from '../ui/table.tsx'
import css from './promises.module.css'

type Share = Out<'GET /api/v1/promises/figures'>['all']
type Line = Share & { id: string; name: string }

const DAYS = 30
const DAY_MS = 86_400_000

/** How many were kept in time in the last 30 days, by kind, team and partner. */
export function Figures({ told }: { told: number }) {
  const { t, text, formats } = useWords()
  const times = useMemo(() => {
    const to = Date.now() + DAY_MS
    return { from: new Date(to - (DAYS + 1) * DAY_MS).toISOString(), to: new Date(to).toISOString() }
  }, [])
  const { data, reload } = useResource('promise figures', () => call('GET /api/v1/promises/figures', { query: times }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  if (data === null || data.all.made === 0) return null
  const lines: Line[] = [
    { id: 'all', name: t('promises.total'), ...data.all },
    ...data.kinds.map((each) => ({ ...each, id: each.kind, name: t(`promise.kind.${each.kind}`) })),
    ...data.teams.map((each) => ({ ...each, name: `${t('promises.team')}: ${text(each.name)}` })),
    ...data.partners.map((each) => ({ ...each, name: `${t('promises.partner')}: ${each.name}` })),
  ]
  const said =
    data.all.share === null ? t('promises.noneEnded') : t('promises.share', { share: Math.round(data.all.share * 100) })
  return (
    <section className={css.figures}>
      <h2>{said}</h2>
      <Table<Line>
        label={t('promises.figures')}
        rows={lines}
        keyOf={(line) => line.id}
        columns={[
          { id: 'name', label: t('promises.of'), cell: (line) => line.name },
          { id: 'made', label: t('promises.made'), end: true, cell: (line) => formats.number(line.made) },
          { id: 'kept', label: t('promises.kept'), end: true, cell: (line) => formats.number(line.kept) },
          { id: 'late', label: t('promises.late'), end: true, cell: (line) => formats.number(line.late) },
          { id: 'open', label: t('promises.open'), end: true, cell: (line) => formats.number(line.open) },
          {
            id: 'share',
            label: t('promises.rate'),
            end: true,
            cell: (line) => (line.share === null ? '–' : `${Math.round(line.share * 100)} %`),
          },
        ]}
      />
    </section>
  )
}
