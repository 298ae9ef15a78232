import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import type { Out } from '../state/api.ts'
import css from './reports.module.css'

export type FigureData = Out<'GET /api/v1/reports/service'>['volume']['total']

interface Props {
  title: string
  figure: FigureData
  show: (value: number) => string
  hint: string
}
/** A number, what it stands on, and the list behind it. */
export function Figure({ title, figure, show, hint }: Props) {
  return (
    <section className={css.tile}>
      <h2 className={css.tileTitle}>{title}</h2>
      <p className={css.value}>
        <ListLink figure={figure} title={title}>
          {figure.value === null ? '–' : show(figure.value)}
        </ListLink>
      </p>
      <p className={css.hint}>{hint}</p>
    </section>
  )
}

export function ListLink({
  figure,
  title,
  children,
}: {
  figure: Pick<FigureData, 'n' | 'list'>
  title: string
  children: string
}) {
  const { t } = useWords()
  if (figure.n === 0) return <span>{children}</span>
  return (
    <Link href={to.list(figure.list, title)} title={t('report.list', { n: figure.n })}>
      {children}
    </Link>
  )
}
