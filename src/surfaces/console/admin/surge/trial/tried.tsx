import { useWords } from '../../../i18n/words.tsx'
import type { Switches } from '../../../state/surge.ts'
import { Table } from '../../../ui/table.tsx'
import css from '../surge.module.css'
import { namesOf } from '../switches.ts'
import { Chart } from './chart.tsx'
import { Rows } from './rows.tsx'
import type { Trial } from './try-plan.tsx'

/** What each switch counts. */
export const countedBy = {
  overflow: 'shared',
  massAnswer: 'answered',
  callBack: 'offered',
  banner: 'bannered',
  surveysPaused: 'surveys',
} as const

/** A day and what the plan had done to it: how many, how long they had waited, hour by hour, and how that is known. */
export function Tried({ trial, switches }: { trial: Trial; switches: Switches }) {
  const { t, formats } = useWords()
  const { total } = trial
  const counted = namesOf(switches).map((name) => countedBy[name])
  return (
    <section className={css.tried} aria-label={formats.calendarDay(trial.day)}>
      <h3>{t('surge.try.sentence', { n: total.came, day: formats.calendarDay(trial.day) })}</h3>
      <dl className={css.counts}>
        {counted.map((name) => (
          <div key={name}>
            <dt>{t(`surge.try.${name}`)}</dt>
            <dd>{formats.number(total[name])}</dd>
          </div>
        ))}
      </dl>
      <Difference total={total} />
      <WaitTable total={total} />
      <Chart trial={trial} />
      <Rows trial={trial} counted={counted} />
      <h4>{t('surge.try.method.title')}</h4>
      <p className={css.method}>{t('surge.try.method', { advisors: total.advisors })}</p>
    </section>
  )
}

/** By how much the plan had changed the wait, said first. */
function Difference({ total }: { total: Trial['total'] }) {
  const { t, formats } = useWords()
  if (total.with.mean === null || total.without.mean === null) return null
  const less = Math.round(total.without.mean - total.with.mean)
  const key = less === 0 ? 'same' : less > 0 ? 'less' : 'more'
  return <p className={css.difference}>{t(`surge.try.${key}`, { span: formats.span(Math.abs(less) * 1_000) })}</p>
}

function WaitTable({ total }: { total: Trial['total'] }) {
  const { t, formats } = useWords()
  const span = (seconds: number | null) => (seconds === null ? '–' : formats.span(seconds * 1_000))
  return (
    <Table
      label={t('surge.try.waits')}
      rows={(['real', 'without', 'with'] as const).map((how) => ({ how, ...total[how] }))}
      keyOf={({ how }) => how}
      columns={[
        { id: 'how', label: t('surge.try.waits'), cell: ({ how }) => t(`surge.try.${how}`) },
        { id: 'mean', label: t('surge.try.mean'), end: true, cell: ({ mean }) => span(mean) },
        { id: 'p90', label: t('surge.try.p90'), end: true, cell: ({ p90 }) => span(p90) },
        { id: 'left', label: t('surge.try.left'), end: true, cell: ({ left }) => formats.number(left) },
      ]}
    />
  )
}
