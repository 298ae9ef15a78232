import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import type { Out } from '../state/api.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import { Chart } from './chart.tsx'
import { ListLink } from './figure.tsx'
import css from './reports.module.css'
import { peak } from './series.ts'

type Volume = Out<'GET /api/v1/reports/service'>['volume']
export type Point = Volume['byHour'][number]

/** Conversations over time, by hours or days as the server counted them; the same as a table by one button. */
export function Hours({ volume, timeZone }: { volume: Volume; timeZone: string }) {
  const { t, formats, lang } = useWords()
  const [table, setTable] = useState(false)
  const { byHour: points, step } = volume
  const top = peak(points)
  const names = new Intl.DateTimeFormat(lang, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(step === 'hour' && { hour: '2-digit', hourCycle: 'h23' as const }),
  })
  const say = (at: string) => names.format(new Date(at))
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
              cell: (point) => (
                <ListLink figure={point} title={say(point.at)}>
                  {formats.number(point.n)}
                </ListLink>
              ),
            },
          ]}
        />
      ) : (
        <Chart points={points} label={t('report.hours')} say={say} step={step} timeZone={timeZone} />
      )}
    </section>
  )
}
