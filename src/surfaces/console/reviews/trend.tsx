import { useEffect, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { useReviewTold } from '../state/reviews.ts'
import { Button } from '../ui/button.tsx'
import { Choose } from '../ui/field.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { Means } from './means.tsx'
import css from './reviews.module.css'

type Found = Out<'GET /api/v1/review-trend'>
const spans = ['4', '12', '26', '52'] as const

/** Week by week, question by question, and for those who lead advisor by advisor. */
export function Trend({ of }: { of: 'mine' | 'others' }) {
  const { t } = useWords()
  const told = useReviewTold()
  const [weeks, setWeeks] = useState<string>('12')
  const { data, error, reload } = useResource(`review trend ${of} ${weeks}`, () =>
    call('GET /api/v1/review-trend', { query: { of, weeks: Number(weeks) } }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  return (
    <section className={css.part} aria-labelledby={`trend-${of}`}>
      <h2 id={`trend-${of}`}>{t('review.trend')}</h2>
      <div className={css.row}>
        <Choose
          label={t('review.trend.weeks')}
          value={weeks}
          onChange={setWeeks}
          options={spans.map((each) => ({ id: each, label: t('review.trend.last', { n: Number(each) }) }))}
        />
      </div>
      {data !== null ? (
        <Shown of={of} trend={data} />
      ) : error === null ? (
        <Skeleton label={t('loading')} />
      ) : (
        <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
      )}
    </section>
  )
}

function Shown({ of, trend }: { of: 'mine' | 'others'; trend: Found }) {
  const { t, text, formats } = useWords()
  const all = trend.weeks.reduce((sum, { reviews }) => sum + reviews, 0)
  const weakest = trend.criteria[0]
  if (all === 0)
    return (
      <Empty glyph="chart" title={t('review.trend.none')}>
        <p>{t('review.trend.none.more')}</p>
      </Empty>
    )
  return (
    <>
      <div className={css.charts}>
        <Means
          title={t('review.trend.byWeek')}
          sentence={t('review.trend.weekly', {
            n: all,
            failed: trend.weeks.reduce((sum, week) => sum + week.failed, 0),
          })}
          of={t('review.total')}
          means={trend.weeks.map(({ from, mean, reviews }) => ({
            key: from,
            label: formats.dayOfYear(from.slice(0, 10)),
            mean,
            n: reviews,
          }))}
        />
        {weakest === undefined ? null : (
          <Means
            title={t('review.trend.byQuestion')}
            sentence={
              weakest.mean === 100 ? t('review.trend.full') : t('review.trend.weakest', { name: text(weakest.name) })
            }
            of={t('review.total')}
            means={trend.criteria.map(({ id, name, mean, answers }) => ({
              key: id,
              label: text(name),
              mean,
              n: answers,
            }))}
          />
        )}
      </div>
      {of === 'mine' ? null : <Agents agents={trend.agents} />}
    </>
  )
}

function Agents({ agents }: { agents: Found['agents'] }) {
  const { t, formats } = useWords()
  const signed = (value: number | null) =>
    value === null ? '–' : formats.number(value, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  return (
    <Table
      label={t('review.trend.byAdvisor')}
      rows={agents}
      keyOf={(agent) => agent.id}
      columns={[
        { id: 'name', label: t('review.advisor'), cell: (agent) => agent.name },
        { id: 'n', label: t('review.trend.reviews'), end: true, cell: (agent) => formats.number(agent.reviews) },
        {
          id: 'mean',
          label: t('review.trend.mean'),
          end: true,
          cell: (agent) => (agent.mean === null ? '–' : formats.number(agent.mean)),
        },
        { id: 'change', label: t('review.trend.change'), end: true, cell: (agent) => signed(agent.change) },
        { id: 'failed', label: t('review.trend.failed'), end: true, cell: (agent) => formats.number(agent.failed) },
        {
          id: 'disputed',
          label: t('review.trend.disputed'),
          end: true,
          cell: (agent) => formats.number(agent.disputed),
        },
      ]}
    />
  )
}
