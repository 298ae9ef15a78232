import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { useNow } from '../state/now.ts'
import { usePermission } from '../state/session.ts'
import { type Plan, useSurgePlans } from '../state/surge.ts'
import { Glyph } from '../ui/glyph.tsx'
import css from './surge-strip.module.css'

/** What is on for one's brands, why and until when: everybody who answers there works by it. */
export function SurgeStrip() {
  const { data } = useSurgePlans()
  const now = useNow()
  const on = (data?.items ?? []).filter((plan) => plan.on !== null && Date.parse(plan.on.until) > now)
  return (
    <div role="status">
      {on.map((plan) => (
        <Strip key={plan.id} plan={plan} />
      ))}
    </div>
  )
}

function Strip({ plan }: { plan: Plan }) {
  const { t, text, formats } = useWords()
  const now = useNow()
  const switches = usePermission('surge.switch')
  if (plan.on === null) return null
  const why = plan.on.said.findLast(({ reason }) => reason !== null)?.reason ?? ''
  return (
    <p className={css.strip}>
      <Glyph name="warn" size={14} />
      <b>{t('surge.isOn', { name: text(plan.name) })}</b>
      <span dir="auto">{why}</span>
      <span>{t('surge.until', { when: formats.when(plan.on.until, now) })}</span>
      {switches ? <Link href={to.settings('surge')}>{t('surge.open')}</Link> : null}
    </p>
  )
}
