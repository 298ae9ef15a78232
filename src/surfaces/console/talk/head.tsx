import { memo } from 'react'
import type { ConversationView, InboxRow } from '#conversations/contract'
import { Clocks } from '../clocks/clocks.tsx'
import { useWords } from '../i18n/words.tsx'
import { channelKind, Labels, PriorityMark } from '../inbox/marks.tsx'
import { VipMark } from '../inbox/vip-mark.tsx'
import { runCommand } from '../keys/use-commands.ts'
import { useQueues } from '../state/directory.ts'
import { useFollowed } from '../state/followed.ts'
import { useNow } from '../state/now.ts'
import { useMe } from '../state/session.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { channelGlyph, Glyph } from '../ui/glyph.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { Actions } from './actions.tsx'
import { HandMark } from './hand.tsx'
import css from './head.module.css'

interface Props {
  row: InboxRow
  may: ConversationView['may']
  /** Was it followed when it was opened? */
  followed: boolean
  onBack: () => void
  onContext: () => void
  onNext: () => void
  onOpen: (id: string) => void
}

/** Its many buttons are not drawn anew for a message. */
export const Head = memo(function Head({ row, may, followed: opened, onBack, onContext, onNext, onOpen }: Props) {
  const { t } = useWords()
  const { brands } = useMe()
  const kind = channelKind(row.channel)
  const followed = useFollowed(row.id, opened)
  const brand = brands.length > 1 ? brands.find((each) => each.id === row.brand)?.name : undefined
  return (
    <header className={css.head}>
      <span className={css.back}>
        <IconButton label={t('back')} keys="Escape" onPress={onBack}>
          <Glyph name="back" />
        </IconButton>
      </span>
      <h1 className={css.name} dir="auto">
        {row.contact.name === '' ? t('contact.unnamed') : row.contact.name}
      </h1>
      {row.subject === null || row.subject === '' ? null : (
        <p className={css.subject} dir="auto" title={row.subject}>
          {row.subject}
        </p>
      )}
      <p className={css.facts}>
        <Tag tone={row.visibility === 'public' ? 'info' : 'plain'}>
          <Glyph name={channelGlyph(kind)} size={12} /> {t(`channel.${kind}`)} · {t(`visibility.${row.visibility}`)}
        </Tag>
        <StatusTag row={row} />
        {followed ? (
          <Tag tone="accent">
            <Glyph name="eye" size={12} /> {t('talk.followed')}
          </Tag>
        ) : null}
        <HandMark conversation={row.id} />
        <PriorityMark priority={row.priority} always />
        <VipMark kind={row.vip} />
        <Labels ids={row.labels} most={4} />
        <Clocks row={row} />
        <span className={css.ref}>
          {brand === undefined ? '' : `${brand} · `}
          <Button look="link" aria-label={t('case.show', { reference: row.reference })} onPress={showCase}>
            {row.reference}
          </Button>
        </span>
      </p>
      <div className={css.actions}>
        <Actions row={row} may={may} followed={followed} onNext={onNext} onOpen={onOpen} />
        <IconButton label={t('context.toggle')} keys="o" onPress={onContext}>
          <Glyph name="panel" />
        </IconButton>
      </div>
    </header>
  )
})

const showCase = () => runCommand('talk.case')

const tones: Record<string, Tone> = { open: 'plain', pending: 'info', snoozed: 'info', solved: 'good', closed: 'good' }

/** Status and who has it, in words. */
function StatusTag({ row }: { row: InboxRow }) {
  const { t, text, formats } = useWords()
  const { agent } = useMe()
  const queues = useQueues()
  const now = useNow()
  if (row.status === 'snoozed' && row.snoozedUntil !== null) {
    return <Tag tone="info">{t('status.snoozedUntil', { when: formats.when(row.snoozedUntil, now) })}</Tag>
  }
  const queue = queues.find((each) => each.id === row.queue)
  const who =
    row.holder === 'bot'
      ? t('holder.bot')
      : row.assignee === null
        ? t('holder.queue', { queue: text(queue?.name) })
        : row.assignee.id === agent.id
          ? t('holder.me')
          : t('holder.agent', { name: row.assignee.name })
  return (
    <Tag tone={tones[row.status] ?? 'plain'}>
      {t(`status.${row.status}`)}
      {row.status === 'open' || row.status === 'pending' ? ` · ${who}` : ''}
      {row.csat === null ? '' : ` · ★ ${row.csat}`}
    </Tag>
  )
}
