import { useState } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import { call, type Out } from '../../../state/api.ts'
import type { Plan } from '../../../state/surge.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Empty, Skeleton } from '../../../ui/states.tsx'
import css from '../../admin.module.css'
import { refusedBecause } from './refused.ts'
import { Tried } from './tried.tsx'

export type Trial = Out<'GET /api/v1/surge-plans/:id/trial'>

/** The day before today, where the reader is. */
function yesterday(): string {
  const day = new Date()
  day.setDate(day.getDate() - 1)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** What a plan would have done on a day that is over. Nothing is changed and nobody is told. */
export function TryPlan({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t, text, formats } = useWords()
  const { id } = plan
  const [day, setDay] = useState(yesterday)
  const [told, setTold] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const [trial, setTrial] = useState<Trial | null>(null)
  const run = () => {
    if (asking || day === '') return
    setAsking(true)
    setTold(null)
    setTrial(null)
    void call('GET /api/v1/surge-plans/:id/trial', { params: { id }, query: { day } })
      .then(setTrial, (error: unknown) => setTold(refusedBecause(error, t, (of) => formats.calendarDay(of))))
      .finally(() => setAsking(false))
  }
  const change = (next: string) => {
    setDay(next)
    setTold(null)
  }
  return (
    <Dialog
      title={t('surge.try.title', { name: text(plan.name) })}
      closeLabel={t('close')}
      isOpen
      wide
      onClose={onClose}
      onSubmit={run}
    >
      <div className={css.add}>
        <Field
          label={t('surge.try.day')}
          hint={t('surge.try.day.hint')}
          error={told}
          type="date"
          value={day}
          onChange={change}
          autoFocus
        />
        <Button
          look="primary"
          type="submit"
          disabledBecause={day === '' ? t('surge.try.noDay') : asking ? t('loading') : null}
        >
          {t('surge.try.run')}
        </Button>
      </div>
      <div role="status">
        {asking ? <Skeleton lines={6} label={t('loading')} /> : null}
        {trial?.total.came === 0 && trial.total.surveys === 0 ? (
          <Empty title={t('surge.try.none')}>{t('surge.try.none.more', { day: formats.calendarDay(trial.day) })}</Empty>
        ) : null}
      </div>
      {trial === null || (trial.total.came === 0 && trial.total.surveys === 0) ? null : (
        <Tried trial={trial} switches={plan.switches} />
      )}
    </Dialog>
  )
}
