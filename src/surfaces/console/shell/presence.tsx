import { useEffect, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { desk } from '../state/inbox.ts'
import { useNow } from '../state/now.ts'
import {
  beat,
  choosePresence,
  type Presence,
  type PresenceState,
  presence,
  usePresenceStates,
} from '../state/presence.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { type Choice, Menu } from '../ui/menu.tsx'
import { PresenceDot } from '../ui/presence-dot.tsx'
import css from './presence.module.css'

const BEAT_MS = 20_000
const COUNTED_MS = 500

/** Beats while the page is open, and counts again when what one holds has changed, once the work is counted. */
function useBeat(): void {
  const mine = useStore(desk, ({ counts }) => counts.mine)
  useEffect(() => {
    void beat()
    const timer = setInterval(() => void beat(), BEAT_MS)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (mine === undefined) return
    const timer = setTimeout(() => void beat(), COUNTED_MS)
    return () => clearTimeout(timer)
  }, [mine])
}

/** Whether one takes work: one key, in the operator's own words; with how long it still lasts, or is over. */
export function PresenceMenu() {
  const { t } = useWords()
  const now = useStore(presence, (each) => each)
  const states = usePresenceStates()
  const choices = useChoices(now, states)
  const name = usePresenceName(now, states)
  const [open, setOpen] = useState(false)
  useBeat()
  useCommands({ 'screen.presence': () => setOpen(true) })
  if (now === null) return null
  const choose = (id: string) => {
    const own = states.find((each) => each.id === id)
    if (own !== undefined) return void choosePresence({ as: id }, own.kind)
    const state = id === 'offline' ? 'offline' : 'available'
    void choosePresence({ state }, state)
  }
  return (
    <Menu label={t('presence')} choices={choices} onChoose={choose} isOpen={open} onOpenChange={setOpen}>
      <Button look="plain">
        <PresenceDot state={now.state} />
        <span className={css.text}>{name}</span>
        <span className={css.load} title={t('presence.load', { load: now.load, capacity: now.capacity })}>
          {now.load}/{now.capacity}
        </span>
      </Button>
    </Menu>
  )
}

/** The operator's own states stand between the two that always are. */
function useChoices(now: Presence | null, states: readonly PresenceState[]): Choice[] {
  const { t, text, formats } = useWords()
  const plain = (state: 'available' | 'offline'): Choice => ({
    id: state,
    label: t(`presence.${state}`),
    hint: t(`presence.${state}.hint`),
    chosen: now?.state === state && now.as === null,
  })
  const own = states.map(({ id, name, kind, minutes }) => ({
    id,
    label: text(name),
    hint:
      minutes === null
        ? t(`presence.kind.${kind}`)
        : t(`presence.kind.${kind}.for`, { span: formats.span(minutes * 60_000) }),
    chosen: now?.as === id,
  }))
  return [plain('available'), ...own, plain('offline')]
}

/** "Wrap-up · 2 min left", "Break · 4 min over", "Away". */
export function usePresenceName(now: Presence | null, states: readonly PresenceState[]): string {
  const { t, text, formats } = useWords()
  const at = useNow()
  if (now === null) return ''
  const own = states.find((each) => each.id === now.as)
  const name = own === undefined ? t(`presence.${now.state}`) : text(own.name)
  if (now.until === null) return name
  const left = Date.parse(now.until) - at
  const span = formats.span(Math.abs(left))
  return t(left >= 0 ? 'presence.left' : 'presence.over', { state: name, span })
}
