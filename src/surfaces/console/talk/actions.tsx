import { type ReactElement, useState } from 'react'
import type { ConversationView, InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { runCommand, useCommands } from '../keys/use-commands.ts'
import { LabelWay } from '../labels/way.tsx'
import { VerifyDialog } from '../proofs/dialog.tsx'
import { SecureFormDialog } from '../secure-forms/dialog.tsx'
import {
  assign,
  giveBack,
  markSpam,
  markUnread,
  notSpam,
  reopen,
  snooze,
  solve,
  transfer,
  unwait,
  wait,
  wake,
} from '../state/deeds.ts'
import { useAgents, useQueues } from '../state/directory.ts'
import { follow } from '../state/followed.ts'
import { useNow } from '../state/now.ts'
import { part } from '../state/part.ts'
import { useMe, usePermission } from '../state/session.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Menu } from '../ui/menu.tsx'
import { Picker } from '../ui/picker.tsx'
import css from './actions.module.css'
import { Anchor } from './anchor.tsx'
import { BatonDialog } from './baton/dialog.tsx'
import { RaiseDialog } from './hand.tsx'
import { MergeTalkDialog } from './merge/dialog.tsx'
import { PriorityDialog } from './priority.tsx'
import { AskDialog } from './side/ask.tsx'
import { snoozeTimes } from './snooze-times.ts'
import { SolvePicker } from './solve-picker.tsx'
import { SplitDialog } from './split/dialog.tsx'

const PickReviewDialog = part(() => import('../reviews/pick-dialog.tsx').then((module) => module.PickReviewDialog))

type Open =
  | 'snooze'
  | 'assign'
  | 'solve'
  | 'transfer'
  | 'priority'
  | 'outsider'
  | 'hand'
  | 'merge'
  | 'baton'
  | 'split'
  | 'verify'
  | 'secure'
  | 'review'
  | null
interface Props {
  row: InboxRow
  may: ConversationView['may']
  followed: boolean
  onNext: () => void
  onOpen: (id: string) => void
}

/** What can be done with a conversation: three buttons, the rest under "more", everything by key. */
export function Actions({ row, may, followed, onNext, onOpen }: Props) {
  const { t } = useWords()
  const { agent } = useMe()
  const reviews = usePermission('coaching.review')
  const [open, setOpen] = useState<Open>(null)
  const why = (verb: string): string | null => (may[verb]?.ok === false ? t(may[verb]?.why ?? 'why.not-allowed') : null)
  const can = (verb: string, run: () => void) => (why(verb) === null ? run : null)
  const mine = row.assignee?.id === agent.id
  const take = () => void assign(row.id, { id: agent.id, name: agent.name })
  useCommands({
    'talk.snooze': can('snooze', () => setOpen('snooze')),
    'talk.spam':
      row.status === 'spam'
        ? can('notSpam', () => void notSpam(row.id))
        : can('spam', () => void markSpam(row.id).then((ok) => ok && onNext())),
    'talk.assign': can('assign', () => setOpen('assign')),
    'talk.take': can('assign', take),
    'talk.solve': can('solve', () => setOpen('solve')),
    'talk.priority': can('priority', () => setOpen('priority')),
    'talk.transfer': can('transfer', () => setOpen('transfer')),
    'talk.outsider': can('reply', () => setOpen('outsider')),
    'talk.hand': mine ? () => setOpen('hand') : null,
    'talk.merge': can('merge', () => setOpen('merge')),
    'talk.split': can('split', () => setOpen('split')),
    'talk.verify': can('reply', () => setOpen('verify')),
    'talk.secure': can('reply', () => setOpen('secure')),
    'talk.review': reviews ? () => setOpen('review') : null,
    'talk.pending': can('wait', () => void wait(row.id)),
    'talk.baton': can('transfer', () => setOpen('baton')),
    'talk.unread': () => markUnread(row.id, row.lastContactSeq),
    'talk.follow': () => follow(row.id, !followed),
  })
  const show = (which: Exclude<Open, null>) => ({
    isOpen: open === which,
    onOpenChange: (is: boolean) => setOpen(is ? which : null),
  })
  return (
    <>
      <span className={css.roomy}>
        <SnoozePicker row={row} {...show('snooze')}>
          <Button keys="s" disabledBecause={why('snooze')}>
            {t('act.snooze')}
          </Button>
        </SnoozePicker>
        <AssignPicker row={row} {...show('assign')}>
          <Button keys="a" disabledBecause={why('assign')}>
            {t('act.assign')}
          </Button>
        </AssignPicker>
      </span>
      <Settle row={row} why={why} onNext={onNext} {...show('solve')} />
      <More row={row} why={why} followed={followed} onOpen={setOpen} take={take} />
      <LabelWay row={row} may={why('label') === null} />
      <TransferPicker row={row} {...show('transfer')}>
        <Anchor />
      </TransferPicker>
      {open === 'outsider' ? <AskDialog row={row} onClose={() => setOpen(null)} /> : null}
      {open === 'hand' ? <RaiseDialog conversation={row.id} onClose={() => setOpen(null)} /> : null}
      {open === 'merge' ? <MergeTalkDialog row={row} onClose={() => setOpen(null)} /> : null}
      {open === 'baton' ? <BatonDialog talks={[row]} onClose={() => setOpen(null)} /> : null}
      {open === 'split' ? <SplitDialog row={row} onOpen={onOpen} onClose={() => setOpen(null)} /> : null}
      {open === 'secure' ? <SecureFormDialog conversation={row.id} onClose={() => setOpen(null)} /> : null}
      {open === 'verify' ? <VerifyDialog conversation={row.id} onClose={() => setOpen(null)} /> : null}
      {open === 'review' ? (
        <PickReviewDialog conversation={row.id} brand={row.brand} onClose={() => setOpen(null)} />
      ) : null}
      <PriorityDialog id={row.id} isOpen={open === 'priority'} onClose={() => setOpen(null)} />
    </>
  )
}

interface SettleProps {
  row: InboxRow
  why: (verb: string) => string | null
  onNext: () => void
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}
/** The one way on from where it stands: solve it, open it again, or say that it is no spam. */
function Settle({ row, why, onNext, ...open }: SettleProps) {
  const { t } = useWords()
  if (row.status === 'spam')
    return (
      <Button look="primary" keys="h" disabledBecause={why('notSpam')} onPress={() => void notSpam(row.id)}>
        {t('act.notSpam')}
      </Button>
    )
  if (row.status === 'solved' || row.status === 'closed')
    return (
      <Button look="primary" disabledBecause={why('reopen')} onPress={() => void reopen(row.id)}>
        {t('act.reopen')}
      </Button>
    )
  return (
    <SolvePicker
      brand={row.brand}
      onSolve={(reason) => void solve(row.id, reason).then((ok) => ok && onNext())}
      {...open}
    >
      <Button look="primary" keys="e" disabledBecause={why('solve')}>
        {t('act.solve')}
      </Button>
    </SolvePicker>
  )
}

interface MoreProps {
  row: InboxRow
  why: (verb: string) => string | null
  followed: boolean
  onOpen: (which: Open) => void
  take: () => void
}
function More({ row, why, followed, onOpen, take }: MoreProps) {
  const { t } = useWords()
  const { agent } = useMe()
  const redacts = usePermission('conversation.redact')
  const reviews = usePermission('coaching.review')
  const choice = (id: string, verb: string, keys?: string) => {
    const hint = why(verb)
    return { id, label: t(`act.${id}`), keys, disabled: hint !== null, hint: hint ?? undefined }
  }
  const choices = [
    choice('take', 'assign', 'i'),
    choice('assign', 'assign', 'a'),
    choice('snooze', 'snooze', 's'),
    choice('label', 'label', 'l'),
    choice('priority', 'priority', 'p'),
    choice('transfer', 'transfer', 't'),
    choice('baton', 'transfer', 'shift+T'),
    choice('outsider', 'reply', 'shift+O'),
    choice('verify', 'reply', 'v'),
    choice('secure', 'reply', 'g f'),
    choice('merge', 'merge', 'shift+G'),
    choice('split', 'split', 'shift+B'),
    ...(redacts ? [{ id: 'redact', label: t('redact'), keys: 'shift+Z' }] : []),
    ...(reviews ? [{ id: 'review', label: t('act.review'), keys: 'g x' }] : []),
    row.status === 'pending' ? choice('unwait', 'reopen') : choice('wait', 'wait', 'shift+S'),
    ...(row.status === 'snoozed' ? [choice('wake', 'reopen')] : []),
    ...(row.status === 'spam' ? [] : [choice('spam', 'spam', 'h')]),
    ...(row.assignee === null ? [] : [choice('giveBack', 'assign')]),
    ...(row.assignee?.id === agent.id ? [{ id: 'hand', label: t('hand.raise'), keys: 'w' }] : []),
    { id: 'unread', label: t('act.unread'), keys: 'u' },
    { id: 'follow', label: t(followed ? 'act.unfollow' : 'act.follow'), keys: 'f' },
  ]
  const run: Record<string, () => void> = {
    take,
    assign: () => onOpen('assign'),
    snooze: () => onOpen('snooze'),
    label: () => runCommand('talk.label'),
    priority: () => onOpen('priority'),
    transfer: () => onOpen('transfer'),
    baton: () => onOpen('baton'),
    outsider: () => onOpen('outsider'),
    hand: () => onOpen('hand'),
    verify: () => onOpen('verify'),
    secure: () => onOpen('secure'),
    merge: () => onOpen('merge'),
    split: () => onOpen('split'),
    redact: () => runCommand('talk.redact'),
    review: () => onOpen('review'),
    spam: () => runCommand('talk.spam'),
    wait: () => void wait(row.id),
    unwait: () => void unwait(row.id),
    wake: () => void wake(row.id),
    giveBack: () => void giveBack(row.id),
    unread: () => markUnread(row.id, row.lastContactSeq),
    follow: () => follow(row.id, !followed),
  }
  return (
    <Menu label={t('act.more')} choices={choices} onChoose={(id) => run[id]?.()}>
      <IconButton label={t('act.more')}>
        <Glyph name="more" />
      </IconButton>
    </Menu>
  )
}

interface PickProps {
  row: InboxRow
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  children: ReactElement
}

function SnoozePicker({ row, ...rest }: PickProps) {
  const { t, formats } = useWords()
  const now = useNow()
  const times = snoozeTimes(now)
  const choices = times.map(({ id, at }) => ({ id: String(at), label: t(`snooze.${id}`), hint: formats.when(at, now) }))
  return (
    <Picker
      label={t('snooze.until')}
      none={t('none.found')}
      choices={choices}
      onChoose={(at) => void snooze(row.id, new Date(Number(at)).toISOString())}
      {...rest}
    />
  )
}

function AssignPicker({ row, ...rest }: PickProps) {
  const { t } = useWords()
  const agents = useAgents()
  const { agent } = useMe()
  const mine = { id: agent.id, label: t('assign.me', { name: agent.name }), keys: 'i' }
  const others = agents
    .filter((each) => each.active && each.id !== agent.id)
    .map((each) => ({ id: each.id, label: each.name, chosen: each.id === row.assignee?.id }))
  const choose = (id: string) =>
    void assign(row.id, { id, name: agents.find((each) => each.id === id)?.name ?? agent.name })
  return (
    <Picker label={t('assign.to')} none={t('none.found')} choices={[mine, ...others]} onChoose={choose} {...rest} />
  )
}

function TransferPicker({ row, ...rest }: PickProps) {
  const { t, text } = useWords()
  const queues = useQueues().filter((queue) => queue.brand === row.brand)
  const choices = queues.map((queue) => ({
    id: queue.id,
    label: text(queue.name),
    chosen: queue.id === row.queue,
    hint: t('queue.waiting', { n: queue.waiting }),
  }))
  const choose = (id: string) =>
    void transfer(row.id, { id, name: choices.find((each) => each.id === id)?.label ?? '' })
  return <Picker label={t('act.transfer')} none={t('none.found')} choices={choices} onChoose={choose} {...rest} />
}
