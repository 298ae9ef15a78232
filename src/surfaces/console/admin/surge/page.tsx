import { useCallback, useState } from 'react'
import { useWords, type Words } from '../../i18n/words.tsx'
import { useNow } from '../../state/now.ts'
import { usePermission } from '../../state/session.ts'
import { type Plan, useSurgePlans } from '../../state/surge.ts'
import { useEvery } from '../../state/use-every.ts'
import { Button } from '../../ui/button.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import type { Column } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import css from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import { PlanEditor } from './editor.tsx'
import { RunNow } from './run-now.tsx'
import { Runs } from './runs.tsx'
import { SwitchOn } from './switch-on.tsx'
import { namesOf } from './switches.ts'
import { TryPlan } from './trial/try-plan.tsx'

const REREAD_MS = 10_000
type Open = { what: 'edit'; plan: Plan | null } | { what: 'on' | 'runs' | 'try'; plan: Plan } | null

/** What is prepared for when too many write at once: switched on with a reason, ends by itself. */
export function SurgePage() {
  const { t, text, formats } = useWords()
  const now = useNow()
  const brandName = useBrandName()
  const manages = usePermission('surge.manage')
  const [open, setOpen] = useState<Open>(null)
  const plans = useSurgePlans()
  useProgress(plans)
  const close = () => {
    setOpen(null)
    plans.reload()
  }
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.surge')}</h2>
        {manages ? (
          <Button look="primary" onPress={() => setOpen({ what: 'edit', plan: null })}>
            {t('surge.new')}
          </Button>
        ) : null}
      </div>
      <p className={css.hint}>{t('surge.hint')}</p>
      {(plans.data?.items ?? []).map((plan) =>
        plan.on === null ? null : (
          <RunNow key={plan.id} plan={plan} run={plan.on} onProlong={() => setOpen({ what: 'on', plan })} />
        ),
      )}
      <ListedTable<Plan>
        of={plans}
        label={t('settings.surge')}
        empty={<Empty title={t('surge.none')}>{t('surge.none.more')}</Empty>}
        keyOf={(plan) => plan.id}
        columns={[
          {
            id: 'name',
            label: t('people.name'),
            cell: (plan) =>
              manages ? (
                <Button look="link" onPress={() => setOpen({ what: 'edit', plan })}>
                  {text(plan.name)}
                </Button>
              ) : (
                text(plan.name)
              ),
          },
          { id: 'brand', label: t('brand'), cell: (plan) => brandName(plan.brand) },
          {
            id: 'switches',
            label: t('surge.does'),
            cell: (plan) => formats.list(namesOf(plan.switches).map((name) => t(`surge.does.${name}`))) || '–',
          },
          {
            id: 'state',
            label: t('column.status'),
            cell: (plan) =>
              plan.on === null ? (
                <Button look="link" onPress={() => setOpen({ what: 'on', plan })}>
                  {t('surge.switchOn')}
                </Button>
              ) : (
                <Tag tone="warn">{t('surge.until', { when: formats.when(plan.on.until, now) })}</Tag>
              ),
          },
          ...(manages ? [tryColumn(t, (plan) => setOpen({ what: 'try', plan }))] : []),
          {
            id: 'runs',
            label: t('surge.runs'),
            cell: (plan) => (
              <Button look="link" onPress={() => setOpen({ what: 'runs', plan })}>
                {t('surge.runs.show')}
              </Button>
            ),
          },
        ]}
      />
      <Opened open={open} onClose={close} />
    </>
  )
}

const tryColumn = (t: Words['t'], onTry: (plan: Plan) => void): Column<Plan> => ({
  id: 'try',
  label: t('surge.try.column'),
  cell: (plan) => (
    <Button look="link" onPress={() => onTry(plan)}>
      {t('surge.try')}
    </Button>
  ),
})

/** What a plan that is on has done so far. */
function useProgress({ data, reload }: ReturnType<typeof useSurgePlans>): void {
  const on = (data?.items ?? []).some((plan) => plan.on !== null)
  useEvery(
    REREAD_MS,
    useCallback(() => {
      if (on) reload()
    }, [on, reload]),
  )
}

function Opened({ open, onClose }: { open: Open; onClose: () => void }) {
  if (open?.what === 'edit') return <PlanEditor plan={open.plan} onClose={onClose} />
  if (open?.what === 'on') return <SwitchOn plan={open.plan} onClose={onClose} />
  if (open?.what === 'try') return <TryPlan plan={open.plan} onClose={onClose} />
  return open === null ? null : <Runs plan={open.plan} onClose={onClose} />
}
