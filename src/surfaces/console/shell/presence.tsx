import { useEffect, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { call, type Out } from '../state/api.ts'
import { failed } from '../state/deeds.ts'
import { desk } from '../state/inbox.ts'
import { createStore, useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import css from './presence.module.css'

type Presence = Out<'PUT /api/v1/presence'>
const presence = createStore<Presence | null>(null)
const BEAT_MS = 20_000
const COUNTED_MS = 500
const states = ['available', 'busy', 'away', 'offline'] as const
const reasons: readonly (readonly [state: (typeof states)[number], reason: string | null])[] = [
  ['available', null],
  ['busy', 'finish'],
  ['busy', 'wrap-up'],
  ['away', 'break'],
  ['away', 'training'],
  ['offline', null],
]

async function beat(): Promise<void> {
  const now = await call('POST /api/v1/presence/heartbeat', {}).catch(() => null)
  if (now !== null) presence.set(() => now)
}

async function set(choice: string): Promise<void> {
  const [state, reason] = reasons.find(([each, why]) => `${each} ${why ?? ''}` === choice) ?? ['available', null]
  presence.set((now) => (now === null ? now : { ...now, state, reason }))
  await call('PUT /api/v1/presence', { body: { state, reason } }).then((now) => presence.set(() => now), failed)
}

/** Whether one takes work: one key, with reasons; "busy" finishes what is open and takes no more. */
export function PresenceMenu() {
  const { t } = useWords()
  const now = useStore(presence, (each) => each)
  const [open, setOpen] = useState(false)
  const mine = useStore(desk, ({ counts }) => counts.mine)
  useEffect(() => {
    void beat()
    const timer = setInterval(() => void beat(), BEAT_MS)
    return () => clearInterval(timer)
  }, [])
  // What one holds has changed: so has one's load, once the work is counted.
  useEffect(() => {
    if (mine === undefined) return
    const timer = setTimeout(() => void beat(), COUNTED_MS)
    return () => clearTimeout(timer)
  }, [mine])
  useCommands({ 'screen.presence': () => setOpen(true) })
  if (now === null) return null
  const say = (state: string, reason: string | null) =>
    t(reason === null ? `presence.${state}` : `presence.${state}.${reason}`)
  const choices = reasons.map(([state, reason]) => ({
    id: `${state} ${reason ?? ''}`,
    label: say(state, reason),
    hint: t(reason === null ? `presence.${state}.hint` : `presence.${state}.${reason}.hint`),
    chosen: state === now.state && (reason ?? null) === (now.reason ?? null),
  }))
  const known = reasons.some(([state, reason]) => state === now.state && reason === now.reason)
  return (
    <Menu
      label={t('presence')}
      choices={choices}
      onChoose={(choice) => void set(choice)}
      isOpen={open}
      onOpenChange={setOpen}
    >
      <Button look="plain">
        <i className={css.dot} data-state={now.state} />
        <span className={css.text}>{say(now.state, known ? now.reason : null)}</span>
        <span className={css.load} title={t('presence.load', { load: now.load, capacity: now.capacity })}>
          {now.load}/{now.capacity}
        </span>
      </Button>
    </Menu>
  )
}
