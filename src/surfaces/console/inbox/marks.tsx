import type { InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { useLabels } from '../state/directory.ts'
import { channelGlyph, Glyph } from '../ui/glyph.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './marks.module.css'

/** `chat.web` → the words and mark of `chat`. */
export const channelKind = (channel: string): string => channel.split('.')[0] ?? channel

export function ChannelMark({ row }: { row: InboxRow }) {
  const { t } = useWords()
  const kind = channelKind(row.channel)
  const name = `${t(`channel.${kind}`)} · ${t(`visibility.${row.visibility}`)}`
  return (
    <span className={css.mark} data-visibility={row.visibility} title={name}>
      <Glyph name={channelGlyph(kind)} size={15} />
      <span className={css.corner}>
        <Glyph name={row.visibility === 'public' ? 'globe' : 'lock'} size={9} />
      </span>
      <span className="sr-only">{name}</span>
    </span>
  )
}

/** P1 to P4: the letter says it; only the urgent two take colour. P3 is the usual and stays silent in lists. */
export function PriorityMark({ priority, always }: { priority: InboxRow['priority']; always?: boolean }) {
  const { t } = useWords()
  if (!always && (priority === 'P3' || priority === 'P4')) return null
  const tone = priority === 'P1' ? 'bad' : priority === 'P2' ? 'warn' : 'plain'
  return (
    <Tag tone={tone} title={t(`priority.${priority}`)}>
      <span className="sr-only">{t('priority')} </span>
      {priority}
    </Tag>
  )
}

export function Labels({ ids, most }: { ids: readonly string[]; most: number }) {
  const labels = useLabels()
  const { text, formats } = useWords()
  const known = ids.map((id) => labels.find((label) => label.id === id)).filter((label) => label !== undefined)
  const rest = known.slice(most).map((label) => text(label.name))
  return (
    <>
      {known.slice(0, most).map((label) => (
        <Tag key={label.id}>{text(label.name)}</Tag>
      ))}
      {rest.length === 0 ? null : <Tag title={formats.list(rest)}>+{rest.length}</Tag>}
    </>
  )
}
