import { memo } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useDesk, useRow } from '../state/inbox.ts'
import { useMe } from '../state/session.ts'
import { useViewers } from '../state/viewers.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Tag } from '../ui/tag.tsx'
import { Clock } from './clock.tsx'
import { ChannelMark, Labels, PriorityMark } from './marks.tsx'
import css from './row.module.css'
import { inList } from './views.ts'
import { VipMark } from './vip-mark.tsx'

const lastBy = { contact: null, agent: 'row.by.us', bot: 'row.by.bot', system: null } as const

/** One conversation in a list: two lines, read in a second. */
export const Row = memo(function Row({ id, list, chosen }: { id: string; list: string; chosen: boolean }) {
  const row = useRow(id)
  const read = useDesk((desk) => desk.reads.get(id))
  const viewers = useViewers(id)
  const { t } = useWords()
  const { agent, brands } = useMe()
  if (row === undefined) return null
  // What somebody else has answered is news only to whoever followed it, or put it back to unread.
  const unread = row.lastContactSeq > (read ?? 0) && (row.lastBy === 'contact' || read !== undefined)
  const left = inList(row, list, agent.id) === false
  const by = lastBy[row.lastBy]
  return (
    <div
      className={css.row}
      data-unread={unread || undefined}
      data-left={left || undefined}
      data-chosen={chosen || undefined}
    >
      {chosen ? (
        <span className={css.chosen}>
          <Glyph name="check" />
          <span className="sr-only">{t('row.selected')}</span>
        </span>
      ) : (
        <ChannelMark row={row} />
      )}
      <span className={css.name}>
        <span className={css.who} dir="auto">
          {row.contact.name === '' ? t('contact.unnamed') : row.contact.name}
        </span>
        {unread ? <span className="sr-only">{t('row.unread')}</span> : null}
        <PriorityMark priority={row.priority} />
        <VipMark kind={row.vip} />
        {left ? <Tag>{row.status === 'open' ? t('row.left') : t(`status.${row.status}`)}</Tag> : null}
        <Labels ids={row.labels} most={2} />
        {brands.length > 1 ? (
          <span className={css.brand} dir="auto">
            {brands.find((brand) => brand.id === row.brand)?.name}
          </span>
        ) : null}
      </span>
      <span className={css.clock}>
        <Clock row={row} />
      </span>
      <span className={css.last} dir="auto">
        {by === null ? null : <span className={css.by}>{t(by)} </span>}
        {row.lastText === '' ? t('row.noWords') : row.lastText}
      </span>
      <span className={css.people}>
        {viewers.map((viewer) => (
          <Avatar key={viewer.id} name={viewer.name} doing={viewer.doing} small />
        ))}
        {viewers.length === 0 && row.assignee !== null && row.assignee.id !== agent.id ? (
          <Avatar name={row.assignee.name} doing="idle" small />
        ) : null}
      </span>
    </div>
  )
})
