import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.tsx'
import reports from '../reports/reports.module.css'

interface Mean {
  key: string
  label: ReactNode
  /** Of 100; null: there was nothing. */
  mean: number | null
  /** How many stand behind it. */
  n: number
}
interface Props {
  title: string
  sentence: string
  of: string
  means: readonly Mean[]
}

/** Means of 100, each a bar from zero with its number; it is its own table. */
export function Means({ title, sentence, of, means }: Props) {
  const { t, formats } = useWords()
  return (
    <section className={reports.card}>
      <h2 className={reports.sentence}>{sentence}</h2>
      <table className={reports.bars}>
        <caption className="sr-only">{title}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{t('report.chart')}</th>
            <th scope="col">{of}</th>
          </tr>
        </thead>
        <tbody>
          {means.map(({ key, label, mean, n }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td className={reports.barCell}>
                {mean === null ? null : <i className={reports.bar} style={{ inlineSize: `${mean}%` }} />}
              </td>
              <td title={t('review.trend.n', { n })}>{mean === null ? '–' : formats.number(Math.round(mean))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
