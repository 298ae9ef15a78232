import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { Page } from '../shell/page.tsx'
import { call, type Out } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { useMe, usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Choose } from '../ui/field.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { Bars } from './bars.tsx'
import { Figure } from './figure.tsx'
import { Hours } from './hours.tsx'
import { periodOf, periods } from './period.ts'
import css from './reports.module.css'
import { Times } from './times.tsx'
import { VipCost } from './vip-cost.tsx'

type Report = Out<'GET /api/v1/reports/service'>

/** How well customers are served; what is looked at stands in the address, so that one comes back to it from a list. Each chart answers the sentence above it; behind every number stands its list. */
export function ReportsPage() {
  const { t } = useWords()
  const { brands } = useMe()
  const mayVip = usePermission('queue.report')
  const [params, setParams] = useSearchParams()
  const period = periods.find((each) => each === params.get('days')) ?? '7'
  const brand = params.get('brand') ?? ''
  const change = (name: 'days' | 'brand', value: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  const { from, to } = useMemo(() => periodOf(period, Date.now()), [period])
  const query = { from, to, ...(brand !== '' && { brand }) }
  const { data, error, reload } = useResource(`report ${period} ${brand}`, () =>
    call('GET /api/v1/reports/service', { query }),
  )
  return (
    <Page
      title={t('nav.reports')}
      actions={
        <>
          <Choose
            hideLabel
            label={t('report.period')}
            value={period}
            onChange={(value) => change('days', value)}
            options={periods.map((each) => ({ id: each, label: t(`report.period.${each}`) }))}
          />
          {brands.length < 2 ? null : (
            <Choose
              hideLabel
              label={t('brand')}
              value={brand}
              onChange={(value) => change('brand', value)}
              options={[
                { id: '', label: t('brand.all') },
                ...brands.map((each) => ({ id: each.id, label: each.name })),
              ]}
            />
          )}
        </>
      }
    >
      {error !== null && data === null ? (
        <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('report.failed')}</ErrorBox>
      ) : null}
      {data === null ? error === null ? <Skeleton lines={8} label={t('loading')} /> : null : <Body data={data} />}
      {mayVip ? <VipCost period={period} query={query} /> : null}
    </Page>
  )
}

function Body({ data }: { data: Report }) {
  const { t, formats } = useWords()
  return (
    <div className={css.report}>
      <p className={css.asOf}>
        {t('report.asOf', { when: formats.exact(data.asOf, data.timeZone), zone: data.timeZone })}
      </p>
      <div className={css.tiles}>
        <Figure
          title={t('report.volume')}
          figure={data.volume.total}
          show={(value) => formats.number(value)}
          hint={t('report.volume.hint')}
        />
        <Figure
          title={t('report.backlog')}
          figure={data.backlog.open}
          show={(value) => formats.number(value)}
          hint={t('report.waiting', { n: data.backlog.waiting.n })}
        />
        <Figure
          title={t('report.csat')}
          figure={data.csat.satisfied}
          show={formats.percent.bind(formats)}
          hint={t('report.csat.hint', {
            n: data.csat.satisfied.n,
            rate: formats.percent(data.csat.responseRate.value ?? 0),
          })}
        />
        <Figure
          title={t('report.containment')}
          figure={data.containment}
          show={formats.percent.bind(formats)}
          hint={t('report.containment.hint', { n: data.containment.n })}
        />
      </div>
      <div className={css.grid}>
        <Times name="firstResponse" times={data.firstResponse} />
        <Times name="resolution" times={data.resolution} />
      </div>
      <Hours volume={data.volume} timeZone={data.timeZone} />
      <div className={css.grid}>
        <Bars
          title={t('report.byChannel')}
          of={t('report.conversations')}
          parts={data.volume.byChannel}
          label={(part) => t(`channel.${part.key.split('.')[0]}`)}
        />
        <Bars
          title={t('report.byBrand')}
          of={t('report.conversations')}
          parts={data.volume.byBrand}
          label={(part) => part.label}
        />
        <Bars
          title={t('report.byScore')}
          of={t('report.answers')}
          parts={data.csat.byScore}
          label={(part) => t('report.stars', { n: Number(part.key) })}
        />
      </div>
    </div>
  )
}
