import { useWords } from '../i18n/words.tsx'
import { useNow } from '../state/now.ts'
import { Tag, type Tone } from '../ui/tag.tsx'
import type { Complaint } from './deeds.ts'

const DAY_MS = 86_400_000
const tones: Record<NonNullable<Complaint['outcome']>, Tone> = { upheld: 'good', partly: 'good', refused: 'plain' }

/** How it stands: its tone, and the words for it. */
export function standing({ outcome, deadlockAt }: Complaint): [Tone, string] {
  if (outcome !== null) return [tones[outcome], `complaint.outcome.${outcome}`]
  return deadlockAt === null ? ['info', 'complaint.outcome.open'] : ['warn', 'complaint.outcome.deadlock']
}

/** How near its time is, or how it ended. */
export function ClockTag({ clock: { due, state } }: { clock: Complaint['clocks'][number] }) {
  const { t, formats } = useWords()
  const now = useNow()
  if (state === 'met' || state === 'met-late')
    return <Tag tone={state === 'met' ? 'good' : 'bad'}>{t(`complaint.${state}`)}</Tag>
  return <DueTag due={due} title={formats.when(due, now)} />
}

export function DueTag({ due, title }: { due: string; title?: string }) {
  const { t, formats } = useWords()
  const now = useNow()
  const left = Date.parse(due) - now
  const when = title ?? formats.when(due, now)
  return (
    <Tag tone={left < 0 ? 'bad' : left < 2 * DAY_MS ? 'warn' : 'plain'}>
      {t(left < 0 ? 'complaint.lateBy' : 'complaint.by', { when })}
    </Tag>
  )
}
