import { useWords } from '../../i18n/words.tsx'
import { useNow } from '../../state/now.ts'
import type { Plan, Run } from '../../state/surge.ts'
import { Button } from '../../ui/button.tsx'
import css from './surge.module.css'
import { switchOff } from './switch-on.tsx'

/** The plan that is on: who said so and why, what it did, how it ends. */
export function RunNow({ plan, run, onProlong }: { plan: Plan; run: Run; onProlong: () => void }) {
  const { t, text, formats } = useWords()
  const now = useNow()
  return (
    <section className={css.now} aria-label={text(plan.name)}>
      <h3>{t('surge.isOn', { name: text(plan.name) })}</h3>
      <Said run={run} />
      <p>
        <Did run={run} />
      </p>
      <p className={css.deeds}>
        <Button look="danger" onPress={() => void switchOff(plan.id)}>
          {t('surge.switchOff')}
        </Button>
        <Button onPress={onProlong}>{t('surge.prolong')}</Button>
        <span>{t('surge.until', { when: formats.when(run.until, now) })}</span>
      </p>
    </section>
  )
}

/** What it did so far; calls where it offers them. */
export function Did({ run }: { run: Run }) {
  const { t } = useWords()
  const did = t('surge.did', { shared: run.shared, answered: run.answered })
  if (run.switches.callBack === undefined) return did
  return `${did} · ${t('surge.did.calls', { offered: run.offered, called: run.called })}`
}

/** Who said what about it, oldest first. */
export function Said({ run }: { run: Run }) {
  const { t, formats } = useWords()
  const now = useNow()
  return (
    <ol className={css.said}>
      {run.said.map((one) => (
        <li key={one.at + one.how}>
          <time dateTime={one.at}>{formats.when(one.at, now)}</time> {t(`surge.said.${one.how}`)}
          {one.by === null ? '' : ` · ${one.by}`}
          {one.reason === null ? null : <span dir="auto"> · {one.reason}</span>}
        </li>
      ))}
    </ol>
  )
}
