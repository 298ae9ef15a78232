import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call, type Out } from '../../state/api.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import css from '../admin.module.css'
import { asksOf, type Draft } from './rule.ts'

type Trial = Out<'GET /api/v1/reports/vip/trial'>

/** A dry run: how many fit today, and what it had done to everybody else's waiting. Said of what was tried, not of what is typed since. */
export function TryRule({ draft, onTold }: { draft: Draft; onTold: (told: string | null) => void }) {
  const { t, formats } = useWords()
  const [tried, setTried] = useState<{ of: string; trial: Trial } | null>(null)
  const query = { brand: draft.brand, days: Number(draft.days), ...asksOf(draft) }
  const of = JSON.stringify(query)
  const run = () => {
    onTold(null)
    void call('GET /api/v1/reports/vip/trial', { query }).then(
      (trial) => setTried({ of, trial }),
      (error: unknown) => onTold(toldBy(error, t)),
    )
  }
  return (
    <div>
      <Button onPress={run}>{t('rule.try')}</Button>
      <p className={css.hint} role="status">
        {tried === null || tried.of !== of
          ? ''
          : t('rule.tried', {
              contacts: tried.trial.contacts,
              given: tried.trial.given,
              theirs: tried.trial.theirs,
              span: formats.span(Math.max(0, tried.trial.others ?? 0) * 1_000),
            })}
      </p>
    </div>
  )
}
