import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { onDay } from '../brand/hours-of.ts'
import { useBrandName } from '../brand-name.ts'
import { dayNames } from '../zones.ts'
import type { Calendar } from './calendar.ts'
import { CalendarEditor } from './editor.tsx'

/** When people work: what service levels count by. */
export function CalendarsPage() {
  const { t, formats } = useWords()
  const [editing, setEditing] = useState<Calendar | 'new' | null>(null)
  const calendars = useResource('calendars', () => call('GET /api/v1/calendars', {}))
  const brandName = useBrandName()
  const open = useOpenWords()
  const close = () => {
    setEditing(null)
    calendars.reload()
  }
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.calendars')}</h2>
        <Button look="primary" onPress={() => setEditing('new')}>
          {t('calendar.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('calendar.hint')}</p>
      <ListedTable
        of={calendars}
        empty={<Empty title={t('calendar.empty')}>{t('calendar.empty.more')}</Empty>}
        label={t('settings.calendars')}
        keyOf={(calendar) => calendar.id}
        columns={[
          {
            id: 'name',
            label: t('people.name'),
            cell: (calendar) => (
              <Button look="link" onPress={() => setEditing(calendar)}>
                {calendar.name}
              </Button>
            ),
          },
          { id: 'brand', label: t('brand'), cell: (calendar) => brandName(calendar.brand) },
          { id: 'open', label: t('calendar.hours'), cell: open },
          { id: 'zone', label: t('brand.zone'), cell: (calendar) => calendar.timeZone.replaceAll('_', ' ') },
          {
            id: 'holidays',
            label: t('calendar.holidays'),
            end: true,
            cell: (calendar) => formats.number(calendar.holidays.length),
          },
          { id: 'used', label: t('calendar.used'), end: true, cell: (calendar) => formats.number(calendar.used) },
        ]}
      />
      {editing === null ? null : <CalendarEditor calendar={editing === 'new' ? null : editing} onClose={close} />}
    </>
  )
}

/** "Monday–Friday 09:00–17:00; Saturday 10:00–14:00": days in a row with the same hours are told together. */
function useOpenWords(): (calendar: Calendar) => string {
  const { lang, formats } = useWords()
  const names = dayNames(lang)
  return ({ week }) => {
    const runs: { first: number; last: number; hours: string }[] = []
    for (let day = 1; day <= 7; day++) {
      const hours = formats.list(onDay(week, day).map(({ from, to }) => `${from}–${to}`))
      const run = runs.at(-1)
      if (run !== undefined && run.hours === hours && run.last === day - 1) run.last = day
      else runs.push({ first: day, last: day, hours })
    }
    return runs
      .filter(({ hours }) => hours !== '')
      .map(({ first, last, hours }) => {
        const [from, to] = [names[first - 1] ?? '', names[last - 1] ?? '']
        return `${first === last ? from : `${from}–${to}`} ${hours}`
      })
      .join(' · ')
  }
}
