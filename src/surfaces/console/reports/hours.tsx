import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import type { Out } from '../state/api.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import { ListLink } from './figure.tsx'
import css from './reports.module.css'
import { byDay, peak } from './series.ts'

type Point = Out<'GET /api/v1/reports/service'>['volume']['byHour'][number]
const WIDTH = 960
const HEIGHT = 160
const FOOT = 20

/** Conversations over time as bars from zero; the same as a table by one button. */
export function Hours({ series, timeZone }: { series: readonly Point[]; timeZone: string }) {
  const { t, formats, lang } = useWords()
  const [table, setTable] = useState(false)
  const points = series.length > 24 * 8 ? byDay(series, timeZone) : series
  const top = peak(points)
  const say = (at: string) =>
    new Intl.DateTimeFormat(lang, {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(points === series && { hour: '2-digit' }),
    }).format(new Date(at))
  const sentence = top === null ? t('report.hours.none') : t('report.hours.sentence', { when: say(top.at), n: top.n })
  return (
    <section className={css.card}>
      <div className={css.cardHead}>
        <h2 className={css.sentence}>{sentence}</h2>
        <Button look="link" aria-pressed={table} onPress={() => setTable(!table)}>
          {t(table ? 'report.asChart' : 'report.asTable')}
        </Button>
      </div>
      {table ? (
        <Table
          label={t('report.hours')}
          rows={points.filter((point) => point.n > 0)}
          keyOf={(point) => point.at}
          columns={[
            { id: 'at', label: t('column.when'), cell: (point) => say(point.at) },
            {
              id: 'n',
              label: t('report.conversations'),
              end: true,
              cell: (point) =>
                point.list === '' ? (
                  formats.number(point.n)
                ) : (
                  <ListLink figure={point} title={say(point.at)}>
                    {formats.number(point.n)}
                  </ListLink>
                ),
            },
          ]}
        />
      ) : (
        <Chart points={points} label={`${t('report.hours')}. ${sentence}`} say={say} timeZone={timeZone} />
      )}
    </section>
  )
}

interface ChartProps {
  points: readonly Point[]
  label: string
  say: (at: string) => string
  timeZone: string
}
function Chart({ points, label, say, timeZone }: ChartProps) {
  const { formats, lang } = useWords()
  const most = Math.max(1, ...points.map((point) => point.n))
  const top = peak(points)
  const step = WIDTH / Math.max(1, points.length)
  const ticks = points.filter((_, index) => index % Math.max(1, Math.ceil(points.length / 7)) === 0)
  const tick = (at: string) =>
    new Intl.DateTimeFormat(
      lang,
      points.length > 25
        ? { timeZone, weekday: 'short', day: 'numeric' }
        : { timeZone, hour: '2-digit', hourCycle: 'h23' },
    ).format(new Date(at))
  return (
    <svg className={css.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`} role="img" aria-label={label}>
      <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      {points.map((point, index) => {
        const height = (point.n / most) * (HEIGHT - 8)
        return (
          <rect
            key={point.at}
            x={index * step + step * 0.1}
            y={HEIGHT - height}
            width={step * 0.8}
            height={height}
            data-peak={point === top || undefined}
          >
            <title>{`${say(point.at)}: ${formats.number(point.n)}`}</title>
          </rect>
        )
      })}
      {ticks.map((point) => (
        <text key={point.at} x={points.indexOf(point) * step} y={HEIGHT + 15}>
          {tick(point.at)}
        </text>
      ))}
    </svg>
  )
}
