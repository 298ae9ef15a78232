/** @jsxImportSource preact */
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { dayOf } from '../../../shared/when.ts'
import { type Here, useHere } from '../context.ts'
import { lastSeq, type State } from '../state.ts'
import { Bubble, Sending } from './bubble.tsx'
import { CaseLine } from './case-line.tsx'
import { QuickReplies } from './quick-replies.tsx'
import { Rating } from './rating.tsx'

const NEAR = 60

/** The messages, newest at the bottom; it stays where one reads, and follows where one already is at the end. */
export function Log() {
  const { talk, state, t } = useHere()
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [below, setBelow] = useState(0)
  const count = state.messages.length
  const before = useRef(count)
  const firstAnswer = state.messages.findIndex(({ by }) => by.kind === 'agent' || by.kind === 'bot')
  const toEnd = (): void => box.current?.scrollTo({ top: box.current.scrollHeight })

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever makes the log longer moves its end
  useLayoutEffect(() => {
    const mineIsNew = state.pending.length > 0
    if (atEnd.current || mineIsNew) toEnd()
    else if (count > before.current) setBelow((n) => n + count - before.current)
    before.current = count
  }, [count, state.pending.length, state.survey, state.typingUntil, state.botUntil])
  useEndAtEnd(box, atEnd)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message, and each return to the end, may have been read
  useEffect(() => {
    if (state.seen && atEnd.current) talk.seen()
  }, [state.seen, lastSeq(state), below])
  const onScroll = (): void => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR
    if (atEnd.current) setBelow(0)
  }
  return (
    <div class="log-place">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard */}
      <div class="log" role="log" aria-label={t('message.list')} tabIndex={0} ref={box} onScroll={onScroll}>
        {state.messages.length === 0 && state.pending.length === 0 && (
          <p class="greeting">{state.boot.brand.greeting || t('home.greeting')}</p>
        )}
        {state.messages.map((message, at) => {
          const earlier = state.messages[at - 1]
          const isNewDay = earlier === undefined || day(earlier.at, state, t) !== day(message.at, state, t)
          return (
            <>
              {isNewDay && (
                <p class="day" key={`day ${message.id}`}>
                  <span>{day(message.at, state, t)}</span>
                </p>
              )}
              {(earlier?.channel ?? null) !== message.channel && (
                <p class="day" key={`way ${message.id}`}>
                  <span>{t(message.channel === null ? 'mail.back' : 'mail.continued')}</span>
                </p>
              )}
              <Bubble
                key={message.id}
                message={message}
                follows={
                  !isNewDay &&
                  earlier !== undefined &&
                  earlier.channel === message.channel &&
                  isSame(earlier.by, message.by)
                }
              />
              {at === firstAnswer && <CaseLine key="case" />}
            </>
          )
        })}
        {state.pending.map((pending) => (
          <Sending key={pending.id} pending={pending} />
        ))}
        <Typing />
        <QuickReplies />
        <Rating />
      </div>
      {below > 0 && (
        <button type="button" class="below" onClick={toEnd}>
          {t('message.new', { count: below })}
        </button>
      )}
    </div>
  )
}

const isSame = (a: { kind: string; name: string }, b: { kind: string; name: string }) =>
  a.kind === b.kind && a.name === b.name

function day(at: string, { boot }: State, t: Here['t']): string {
  const [date, now] = [new Date(at), new Date()]
  if (date.toDateString() === now.toDateString()) return t('day.today')
  if (date.toDateString() === new Date(now.getTime() - 86_400_000).toDateString()) return t('day.yesterday')
  return dayOf(date, now, { lang: boot.lang })
}

/** Somebody writes an answer: until they stop, or said nothing more of it for a while. */
function Typing() {
  const { talk, state, t } = useHere()
  const { typingUntil, botUntil, chat } = state
  const until = Math.max(typingUntil, botUntil)
  useEffect(() => {
    if (until === 0) return
    const end = setTimeout(
      () => talk.store.set((held) => ({ ...held, typingUntil: 0, botUntil: 0 })),
      Math.max(0, until - Date.now()),
    )
    return () => clearTimeout(end)
  }, [until, talk])
  if (until === 0 || chat === null) return null
  const words = typingUntil > 0 ? t('typing.agent', { name: chat.with.name ?? state.boot.brand.name }) : t('typing.bot')
  return (
    <p class="typing">
      <i aria-hidden="true">
        <b />
        <b />
        <b />
      </i>
      {words}
    </p>
  )
}

/** What comes and goes beneath the log (hints, a form, a keyboard) takes its place from it, not from its last words. */
function useEndAtEnd(box: RefObject<HTMLDivElement | null>, atEnd: RefObject<boolean>): void {
  useEffect(() => {
    const log = box.current
    if (log === null) return
    const resized = new ResizeObserver(() => atEnd.current && log.scrollTo({ top: log.scrollHeight }))
    resized.observe(log)
    return () => resized.disconnect()
  }, [box, atEnd])
}
