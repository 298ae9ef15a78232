import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { InboxRow, Message } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { useCommands } from '../keys/use-commands.ts'
import type { Talk } from '../state/desk.ts'
import { loadEarlier, useDesk } from '../state/inbox.ts'
import { useNow } from '../state/now.ts'
import { Button } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { ProposalCard } from './approval/card.tsx'
import { LaterCard } from './later/card.tsx'
import { Lines } from './lines.tsx'
import css from './log.module.css'
import { RedactWay } from './redact/way.tsx'
import { newestFailed, redraft } from './redraft.ts'
import { SharedDraft } from './shared/card.tsx'
import { SideCard } from './side/card.tsx'
import { threadsOf } from './side/thread.ts'
import { type Item, timelineOf } from './timeline.ts'
import { TranslateWay } from './translation/way.tsx'
import { Turn } from './turn.tsx'

const NEAR_END = 80
const dayOf = (at: string): string => new Date(at).toDateString()

/** Stays at the end while one is there; elsewhere nothing moves and what is new is told. */
function useStickyEnd(newest: string) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [below, setBelow] = useState(false)
  const toEnd = () => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight
    setBelow(false)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the newest message changes
  useLayoutEffect(() => {
    if (atEnd.current) toEnd()
    else setBelow(true)
  }, [newest])
  // biome-ignore lint/correctness/useExhaustiveDependencies: box and items stay as long as the log
  useEffect(() => {
    const watch = new ResizeObserver(() => atEnd.current && toEnd())
    for (const each of [box.current, box.current?.firstElementChild]) if (each) watch.observe(each)
    return () => watch.disconnect()
  }, [])
  const onScroll = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {}
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END
    if (atEnd.current) setBelow(false)
  }
  return { box, below, toEnd, onScroll }
}

function useMessageKeys(box: React.RefObject<HTMLDivElement | null>): void {
  const go = (by: number) => () => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-message]') ?? [])]
    const at = all.findIndex((each) => each.contains(document.activeElement))
    const next = all[at < 0 ? all.length - 1 : Math.max(0, Math.min(all.length - 1, at + by))]
    next?.setAttribute('tabindex', '-1')
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useCommands({ 'message.next': go(1), 'message.previous': go(-1) })
}

export function Log({ row, talk }: { row: InboxRow; talk: Talk }) {
  const { t } = useWords()
  const newest = `${talk.messages.at(-1)?.id ?? ''}${talk.sending.length} ${talk.later.length} ${talk.proposals.length}`
  const { box, below, toEnd, onScroll } = useStickyEnd(newest)
  useMessageKeys(box)
  const failed = talk.may.reply?.ok ? newestFailed(talk.messages) : null
  useCommands({ 'talk.redraft': failed === null ? null : () => redraft(failed) })
  const items = useMemo(
    () =>
      timelineOf(talk.messages, talk.lines, {
        foldBot: row.holder !== 'bot',
        dayOf,
        threads: threadsOf(talk.sides, talk.messages, talk.sending),
      }),
    [talk.messages, talk.lines, talk.sides, talk.sending, row.holder],
  )
  return (
    <div className={css.frame}>
      <RedactWay row={row} messages={talk.messages} />
      <TranslateWay row={row} messages={talk.messages} may={talk.may.translate} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by key */}
      <div ref={box} className={css.log} role="log" aria-label={t('talk.log')} tabIndex={0} onScroll={onScroll}>
        <div className={css.items}>
          {talk.earlier ? (
            <Button look="quiet" onPress={() => void loadEarlier(row.id)}>
              {t('talk.earlier')}
            </Button>
          ) : null}
          {items.map((item) => (
            <TimelineItem key={item.key} row={row} item={item} summary={talk.summary?.text ?? null} />
          ))}
          {talk.sending.filter(isShownAlone(talk)).map((message: Message) => (
            <Turn key={message.id} group={{ kind: 'group', key: message.id, messages: [message] }} sending />
          ))}
          {talk.later.map((later) => (
            <LaterCard key={later.id} row={row} later={later} />
          ))}
          {talk.shared.map((draft) => (
            <SharedDraft key={draft.by} row={row} draft={draft} />
          ))}
          {talk.proposals.map((proposal) => (
            <ProposalCard key={proposal.id} row={row} proposal={proposal} />
          ))}
        </div>
      </div>
      {below ? (
        <Button onPress={toEnd}>
          {t('talk.below')} <Glyph name="down" size={12} />
        </Button>
      ) : null}
    </div>
  )
}

/** What goes to an outsider stands on its card, once there is one. */
const isShownAlone =
  ({ sides }: Talk) =>
  (message: Message) =>
    message.side === null || !sides.some((side) => side.id === message.side)

function TimelineItem({ row, item, summary }: { row: InboxRow; item: Item; summary: string | null }) {
  switch (item.kind) {
    case 'day':
      return <Day at={item.at} />
    case 'lines':
      return <Lines lines={item.lines} />
    case 'bot':
      return <BotFold item={item} summary={summary} />
    case 'side':
      return <SideCard row={row} thread={item.thread} />
    case 'way':
      return <Way row={row} channel={item.channel ?? row.channel} home={item.home} />
    case 'group':
      return <Turn group={item} />
  }
}

function Day({ at }: { at: string }) {
  const { formats } = useWords()
  return <h2 className={css.day}>{formats.day(at, useNow())}</h2>
}

/** The same conversation by another way: the gap is marked, and nothing else changes. */
function Way({ row, channel, home }: { row: InboxRow; channel: string; home: string | null }) {
  const { t } = useWords()
  const ways = useDesk((desk) => desk.talks.get(row.id)?.ways)
  const reference = ways?.find((way) => way.id === home)?.reference
  const told = t('talk.way', { channel: t(`channel.${channelKind(channel)}`) })
  return <p className={css.day}>{reference === undefined ? told : `${told} · ${reference}`}</p>
}

function BotFold({ item, summary }: { item: Extract<Item, { kind: 'bot' }>; summary: string | null }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <section className={css.fold} aria-label={t('bot.turns', { n: item.turns })}>
      <p className={css.foldHead}>
        <Glyph name="bot" size={14} />
        <span className={css.foldText}>
          <strong>{t('bot.turns', { n: item.turns })}</strong>
          {summary === null ? null : <span className={css.summary}> — {summary}</span>}
        </span>
        <Button look="link" aria-expanded={open} onPress={() => setOpen(!open)}>
          {t(open ? 'fold.hide' : 'fold.show')}
        </Button>
      </p>
      {open ? (
        <div className={css.inside}>
          {item.items.map((group) => (
            <Turn key={group.key} group={group} />
          ))}
        </div>
      ) : null}
    </section>
  )
}
