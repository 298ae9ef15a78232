import { useId, useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useDesk } from '../../state/inbox.ts'
import { writeToSide } from '../../state/sides.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Turn } from '../turn.tsx'
import css from './side.module.css'
import type { Thread } from './thread.ts'

/** What an outsider was asked and answered: one quiet card that opens, with a composer of its own. */
export function SideCard({ row, thread }: { row: InboxRow; thread: Thread }) {
  const { t, formats } = useWords()
  const [open, setOpen] = useState(false)
  const inside = useId()
  const { side, messages, sending } = thread
  const all = [...messages, ...sending]
  const newest = all.findLast((message) => message.delivery?.state !== 'withdrawn')
  const who = side.name === '' ? side.address : side.name
  return (
    <section className={css.card} aria-label={t('side.card', { name: who })}>
      <header className={css.head}>
        <Glyph name="mail" size={14} />
        <span className={css.title}>
          <strong>
            <bdi>{who}</bdi>
          </strong>{' '}
          · <bdi>{side.subject}</bdi>
        </span>
        <Tag>
          <Glyph name="lock" size={11} /> {t('side.tag')}
        </Tag>
        <Button look="link" aria-expanded={open} aria-controls={inside} onPress={() => setOpen(!open)}>
          {open ? t('fold.hide') : t('side.open', { n: all.length })}
        </Button>
      </header>
      {open || newest === undefined ? null : (
        <p className={css.newest}>
          <bdi>{newest.by.kind === 'agent' ? t('side.us') : newest.by.name}</bdi>:{' '}
          <span dir="auto">{newest.text.split('\n')[0]?.slice(0, 140)}</span>{' '}
          <time dateTime={newest.at} title={formats.exact(newest.at)}>
            {formats.clock(newest.at)}
          </time>
        </p>
      )}
      <div id={inside} hidden={!open}>
        {open ? (
          <div className={css.inside}>
            {all.map((message) => (
              <Turn
                key={message.id}
                group={{ kind: 'group', key: message.id, messages: [message] }}
                sending={sending.includes(message)}
              />
            ))}
            <SideWriter row={row} thread={thread} who={who} />
          </div>
        ) : null}
      </div>
    </section>
  )
}

const MAX = 10_000
/** Texts that were typed and not sent, by exchange. */
const kept = new Map<string, string>()

function SideWriter({ row, thread: { side }, who }: { row: InboxRow; thread: Thread; who: string }) {
  const { t } = useWords()
  const mayReply = useDesk((desk) => desk.talks.get(row.id)?.may.reply?.ok === true)
  const [text, setText] = useState(() => kept.get(side.id) ?? '')
  const type = (next: string) => {
    kept.set(side.id, next)
    setText(next)
  }
  const why = text.trim() === '' ? t('composer.empty') : mayReply ? null : t('why.not-allowed')
  const send = () => {
    if (why !== null) return
    const said = text.trim()
    type('')
    writeToSide(row, side, said, () => type(said))
  }
  return (
    <div className={css.writer}>
      <textarea
        className={css.text}
        aria-label={t('side.write', { name: who })}
        placeholder={t('side.write', { name: who })}
        rows={2}
        maxLength={MAX}
        dir="auto"
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.stopPropagation()
          send()
        }}
      />
      <Button look="primary" disabledBecause={why} onPress={send}>
        {t('side.send', { name: who })}
      </Button>
    </div>
  )
}
