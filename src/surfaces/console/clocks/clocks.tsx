import { DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { Clock as RowClock } from '../inbox/clock.tsx'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import css from './clocks.module.css'
import { type Clock, useFacts } from './facts.ts'

/** The clock of a conversation, and by a press why it is due when it is due. */
export function Clocks({ row }: { row: InboxRow }) {
  const { t } = useWords()
  return (
    <DialogTrigger>
      <Button look="quiet">
        {row.due === null ? t('clock.none') : <RowClock row={row} />}
        <span className="sr-only"> · {t('clock.open')}</span>
      </Button>
      {/* Itself the dialog, with the buttons that close it for screen readers. */}
      <Popover className={css.popover ?? ''} offset={4} placement="bottom start" aria-label={t('clock.open')}>
        <div className={css.inside}>
          <Inside row={row} />
        </div>
      </Popover>
    </DialogTrigger>
  )
}

/** Read anew when the row changes: a clock that starts, pauses or ends is stamped on it. */
function Inside({ row }: { row: InboxRow }) {
  const { t } = useWords()
  const { id, rev } = row
  const read = useResource(`clocks ${id} ${rev}`, () =>
    call('GET /api/v1/conversations/:id/clocks', { params: { id } }),
  )
  if (read.data === null)
    return read.error === null ? (
      <Skeleton label={t('loading')} />
    ) : (
      <ErrorBox actions={<Button onPress={read.reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
    )
  const shown = read.data.clocks.filter((clock) => clock.target !== null)
  if (shown.length === 0) return <p className={css.none}>{t('clock.nothing')}</p>
  const open = shown.filter(({ state }) => state !== 'ended').sort(byDue)
  return (
    <ul className={css.clocks}>
      {(open.length > 0 ? open : shown.slice(0, 2)).map((clock) => (
        <One key={clock.id} clock={clock} />
      ))}
    </ul>
  )
}

/** What runs out first stands first; what waits last. */
const byDue = (a: Clock, b: Clock): number => (a.due ?? '9').localeCompare(b.due ?? '9')

type State = 'running' | 'paused' | 'late' | 'met' | 'missed'
const tones: Record<State, Tone> = { running: 'plain', paused: 'info', late: 'bad', met: 'good', missed: 'bad' }
/** Told by word and shape, not by colour alone. */
const marks: Record<State, string> = { running: '◔', paused: '❙❙', late: '▲', met: '✓', missed: '▲' }

function stateOf({ state, breachedAt }: Clock): State {
  if (state === 'ended') return breachedAt === null ? 'met' : 'missed'
  if (breachedAt !== null) return 'late'
  return state
}

function One({ clock }: { clock: Clock }) {
  const { t, formats } = useWords()
  const words = useFacts()
  const state = stateOf(clock)
  const { facts, due, policy, target } = clock
  const lines = [...words.used(facts), ...words.pauses(facts), ...words.holidays(facts), ...words.closed(facts)]
  return (
    <li className={css.clock}>
      <p className={css.title}>
        <strong>{t(`clock.kind.${clock.kind}`)}</strong>
        <Tag tone={tones[state]}>
          <span aria-hidden="true">{marks[state]}</span> {t(`clock.state.${state}`)}
        </Tag>
      </p>
      <p className={css.due}>
        {due === null ? t('clock.waits') : t('clock.due', { when: formats.dayTime(due) })}{' '}
        {facts.calendar === null
          ? t('clock.ofAlways', { span: formats.hours((target ?? 0) * 60_000) })
          : t('clock.ofOpen', { span: formats.hours((target ?? 0) * 60_000), calendar: facts.calendar.name })}
      </p>
      <ul className={css.why}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {policy === null ? null : <p className={css.policy}>{t('clock.policy', { policy: policy.name })}</p>}
    </li>
  )
}
