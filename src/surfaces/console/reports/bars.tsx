import { useWords } from '../i18n/words.tsx'
import type { Out } from '../state/api.ts'
import { ListLink } from './figure.tsx'
import css from './reports.module.css'

type Part = Out<'GET /api/v1/reports/service'>['volume']['byChannel'][number]
interface Props {
  title: string
  of: string
  parts: readonly Part[]
  label: (part: Part) => string
}

/** Parts of a whole: bars from zero, labelled where they stand; it is its own table. */
export function Bars({ title, of, parts, label }: Props) {
  const { t, formats } = useWords()
  const total = parts.reduce((sum, part) => sum + part.n, 0)
  const most = Math.max(1, ...parts.map((part) => part.n))
  const first = parts.toSorted((one, other) => other.n - one.n)[0]
  return (
    <section className={css.card}>
      <h2 className={css.sentence}>
        {first === undefined || total === 0
          ? t('report.nothing', { title })
          : t('report.most', { title, label: label(first), share: formats.percent(first.n / total) })}
      </h2>
      <table className={css.bars}>
        <caption className="sr-only">{title}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{t('report.chart')}</th>
            <th scope="col">{of}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.key}>
              <th scope="row">{label(part)}</th>
              <td className={css.barCell}>
                {part.n === 0 ? null : <i className={css.bar} style={{ inlineSize: `${(part.n / most) * 100}%` }} />}
              </td>
              <td>
                <ListLink figure={part} title={`${title}: ${label(part)}`}>
                  {formats.number(part.n)}
                </ListLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
