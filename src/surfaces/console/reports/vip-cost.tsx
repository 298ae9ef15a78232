import { useState } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { call, type Out } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { ListLink } from './figure.tsx'
import css from './reports.module.css'

type Cost = Out<'GET /api/v1/reports/vip'>

/** What serving some before others costs the others: its sentence, the numbers with their lists, and how it was reckoned. */
export function VipCost({ period, query }: { period: string; query: { from: string; to: string; brand?: string } }) {
  const { t } = useWords()
  const { data, error, reload } = useResource(`vip cost ${period} ${query.brand ?? ''}`, () =>
    call('GET /api/v1/reports/vip', { query }),
  )
  if (data !== null) return <Shown cost={data} />
  if (error === null) return <Skeleton lines={4} label={t('loading')} />
  return <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('report.failed')}</ErrorBox>
}

function Shown({ cost }: { cost: Cost }) {
  const { t, formats } = useWords()
  const [shown, setShown] = useState(false)
  const span = (seconds: number | null) => (seconds === null ? '–' : formats.span(Math.abs(seconds) * 1_000))
  const longer = cost.replayed.others
  return (
    <section className={css.vip}>
      <h2 className={css.sentence}>
        {cost.vip.n === 0 || longer === null
          ? t('report.vip.none')
          : t('report.vip.sentence', { n: cost.vip.n, span: span(longer) })}
      </h2>
      <dl className={css.facts}>
        <Served title={t('report.vip.served')} served={cost.vip} />
        <Served title={t('report.vip.others')} served={cost.others} />
        <div>
          <dt>{t('report.vip.gain')}</dt>
          <dd>{span(cost.replayed.vip)}</dd>
        </div>
        <div>
          <dt>{t('report.vip.delayed')}</dt>
          <dd>
            {cost.delayed.n === 0 ? (
              formats.number(0)
            ) : (
              <Button look="link" aria-expanded={shown} onPress={() => setShown(!shown)}>
                {formats.number(cost.delayed.n)}
              </Button>
            )}
          </dd>
        </div>
      </dl>
      {shown ? <Delayed cost={cost} /> : null}
      <p className={css.hint}>
        {t('report.vip.method', { n: cost.replayed.n })} {cost.replayed.cut ? t('report.vip.cut') : ''}
      </p>
    </section>
  )
}

function Served({ title, served }: { title: string; served: Cost['vip'] }) {
  const { t, formats } = useWords()
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <ListLink figure={served} title={title}>
          {formats.number(served.n)}
        </ListLink>
        {served.mean === null || served.median === null
          ? ''
          : ` · ${t('report.vip.waited', {
              mean: formats.span(served.mean * 1_000),
              median: formats.span(served.median * 1_000),
            })}`}
      </dd>
    </div>
  )
}

/** Whoever waited longer because of it, the longest first. */
function Delayed({ cost: { delayed } }: { cost: Cost }) {
  const { t, text, formats } = useWords()
  const span = (seconds: number) => formats.span(seconds * 1_000)
  return (
    <Table
      label={t('report.vip.delayed')}
      rows={delayed.items}
      keyOf={(one) => one.conversation}
      columns={[
        {
          id: 'reference',
          label: t('report.vip.conversation'),
          cell: (one) => <Link href={to.conversation('all', one.conversation)}>{one.reference}</Link>,
        },
        { id: 'queue', label: t('queue'), cell: (one) => text(one.queue) },
        { id: 'waited', label: t('report.vip.with'), end: true, cell: (one) => span(one.waited) },
        { id: 'without', label: t('report.vip.without'), end: true, cell: (one) => span(one.without) },
      ]}
    />
  )
}
