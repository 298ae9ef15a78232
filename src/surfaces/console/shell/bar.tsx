import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { listKey } from '../inbox/views.ts'
import { waitingOf } from '../inbox/waiting.ts'
import { runCommand } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { useDesk } from '../state/inbox.ts'
import { useNow } from '../state/now.ts'
import { useMe } from '../state/session.ts'
import { Glyph } from '../ui/glyph.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Ring } from '../ui/ring.tsx'
import css from './bar.module.css'
import { Bell } from './bell.tsx'
import { MeMenu } from './me-menu.tsx'
import { PresenceMenu } from './presence.tsx'

export function Bar() {
  const { t } = useWords()
  const { brands } = useMe()
  const name = (brands.length === 1 ? brands[0]?.name : undefined) ?? 'Switchboard'
  return (
    <header className={css.bar}>
      <Link href={to.inbox('mine')} className={css.brand} aria-label={name}>
        <Mark />
        <span className={css.brandName}>{name}</span>
      </Link>
      <button type="button" className={css.search} onClick={() => runCommand('screen.palette')}>
        <Glyph name="search" size={14} />
        <span className={css.searchText}>{t('bar.search')}</span>
        <Kbd keys="mod+k" />
      </button>
      <MyClocks />
      <PresenceMenu />
      <Bell />
      <MeMenu />
    </header>
  )
}

const Mark = () => (
  <svg className={css.mark} viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
    <rect width="32" height="32" rx="8" />
    <path d="M9 11c8 0 6 10 14 10M9 21c3 0 4.5-1 5.6-2.600M17.6 13.400c1.2-1.4 2.7-2.4 5.4-2.4" />
  </svg>
)

const SOON = 15 * 60_000
const mine = listKey({ view: 'mine', order: 'waiting' })

/** How many of one's own clocks run out soon: nothing when none does. */
function MyClocks() {
  const { t } = useWords()
  const now = useNow()
  const rows = useDesk((desk) => (desk.lists.get(mine)?.ids ?? []).map((id) => desk.rows.get(id)))
  const soon = rows.filter((row) => {
    const waiting = row === undefined ? null : waitingOf(row, now)
    return waiting !== null && (waiting.kind === 'late' || (waiting.kind === 'left' && waiting.span < SOON))
  }).length
  if (soon === 0) return null
  return (
    <Link href={to.inbox('mine')} className={css.clocks}>
      <Ring part={0.8} tone="warn">
        {t('bar.dueSoon', { n: soon })}
      </Ring>
    </Link>
  )
}
