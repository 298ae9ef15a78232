import type { Attachment, Message } from '#conversations/contract'
import { Baked } from '../baked.tsx'
import { useWords } from '../i18n/words.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Tag } from '../ui/tag.tsx'
import { Delivery, isOnItsWay, Trouble } from './delivery.tsx'
import type { Group } from './timeline.ts'
import css from './turn.module.css'

export type Side = 'them' | 'us' | 'bot' | 'note'
export const sideOf = (message: Message): Side => {
  if (message.visibility === 'note') return 'note'
  if (message.by.kind === 'contact') return 'them'
  return message.by.kind === 'bot' ? 'bot' : 'us'
}

/** What one author said within one minute. */
export function Turn({ group, sending }: { group: Group; sending?: boolean }) {
  const { t, formats } = useWords()
  const first = group.messages[0]
  const last = group.messages.at(-1)
  if (first === undefined || last === undefined) return null
  const side = sideOf(first)
  const arrived = group.messages.findLast(isOnItsWay)
  return (
    <article className={css.turn} data-side={side} data-public={first.visibility === 'public' || undefined}>
      <header className={css.by}>
        {side === 'bot' ? <Glyph name="bot" size={13} /> : null}
        {side === 'note' ? <Glyph name="lock" size={13} /> : null}
        <span>
          {side === 'note' ? t('note.by', { name: first.by.name }) : first.by.name || t(`by.${first.by.kind}`)}
        </span>
        {side === 'bot' ? <Tag>{t('by.bot')}</Tag> : null}
        {first.visibility === 'public' ? (
          <Tag tone="info">
            <Glyph name="globe" size={11} /> {t('visibility.public')}
          </Tag>
        ) : null}
        <time dateTime={first.at} title={formats.exact(first.at)}>
          {formats.clock(first.at)}
        </time>
        <Delivery message={arrived ?? last} sending={sending ?? false} />
      </header>
      {group.messages.map((message) => (
        <Bubble key={message.id} message={message} />
      ))}
    </article>
  )
}

function Bubble({ message }: { message: Message }) {
  const { t } = useWords()
  const withdrawn = message.delivery?.state === 'withdrawn'
  if (message.deletedAt !== null || withdrawn) {
    return <p className={css.gone}>{t(withdrawn ? 'message.withdrawn' : 'message.deleted')}</p>
  }
  return (
    <div className={css.message} id={`m-${message.id}`} data-message>
      {message.text === '' ? null : message.html === '' ? (
        <p className={`${css.bubble} ${css.plain}`} dir="auto">
          {message.text}
        </p>
      ) : (
        <Baked className={css.bubble} html={message.html} lang={message.lang} />
      )}
      {message.cards.map((card) => (
        <a key={card.href} className={css.card} href={card.href} target="_blank" rel="noreferrer">
          <strong>{card.title}</strong>
          <span>{card.text}</span>
        </a>
      ))}
      <Attachments attachments={message.attachments} />
      {message.quickReplies.length === 0 ? null : (
        <p className={css.replies}>
          <span className="sr-only">{t('message.offered')} </span>
          {message.quickReplies.map((reply) => (
            <span key={reply.id} className={css.reply}>
              {reply.label}
            </span>
          ))}
        </p>
      )}
      {message.editedAt === null ? null : <p className={css.edited}>{t('message.edited')}</p>}
      <Trouble message={message} />
    </div>
  )
}

const isPicture = (each: Attachment): boolean => /^image\/(png|jpeg|gif|webp|avif)$/.test(each.mime)

export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { t, formats } = useWords()
  if (attachments.length === 0) return null
  return (
    <ul className={css.files}>
      {attachments.map((each) => (
        <li key={each.id}>
          <a className={css.file} href={each.href} target="_blank" rel="noreferrer">
            {isPicture(each) ? (
              <img
                className={css.picture}
                src={each.href}
                alt={each.name}
                width={each.width ?? undefined}
                height={each.height ?? undefined}
                loading="lazy"
              />
            ) : (
              <>
                <Glyph name="file" />
                <span className={css.fileName} dir="auto">
                  {each.name}
                </span>
                <span className={css.size}>{formats.bytes(each.bytes)}</span>
                <span className="sr-only">{t('opens.window')}</span>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}
