import { useWords } from '../i18n/words.tsx'
import type { Out } from '../state/api.ts'
import { ListLink } from './figure.tsx'
import css from './reports.module.css'

type Data = Out<'GET /api/v1/reports/service'>['firstResponse']

/** Half and nine tenths, and the share within two hours by the wall and by opening hours. */
export function Times({ name, times }: { name: 'firstResponse' | 'resolution'; times: Data }) {
  const { t, formats } = useWords()
  const share = times.within2h.value
  const span = (seconds: number | null) => (seconds === null ? '–' : formats.span(seconds * 1000))
  const title = t(`report.${name}`)
  return (
    <section className={css.card}>
      <h2 className={css.sentence}>
        {share === null ? t(`report.${name}.none`) : t(`report.${name}.sentence`, { share: formats.percent(share) })}
      </h2>
      <div className={css.split} role="img" aria-label={t('report.within', { share: formats.percent(share ?? 0) })}>
        <i style={{ inlineSize: `${(share ?? 0) * 100}%` }} />
      </div>
      <dl className={css.facts}>
        <Fact label={t('report.half')} value={span(times.p50)} />
        <Fact label={t('report.ninety')} value={span(times.p90)} />
        <div>
          <dt>{t('report.withinWall')}</dt>
          <dd>
            <ListLink figure={times.within2h} title={title}>
              {formats.percent(share ?? 0)}
            </ListLink>
          </dd>
        </div>
        <div>
          <dt>{t('report.withinOpen')}</dt>
          <dd>
            <ListLink figure={times.within2hOpen} title={title}>
              {formats.percent(times.within2hOpen.value ?? 0)}
            </ListLink>
          </dd>
        </div>
        <div>
          <dt>{t('report.base')}</dt>
          <dd>
            <ListLink figure={times.all} title={title}>
              {formats.number(times.all.n)}
            </ListLink>
          </dd>
        </div>
      </dl>
    </section>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)
