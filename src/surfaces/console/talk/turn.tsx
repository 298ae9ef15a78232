import { memo, type ReactNode } from 'react'
import type { Letter } from '#channels/contract'
import type { Message } from '#conversations/contract'
import { Baked } from '../baked.tsx'
import { useWords } from '../i18n/words.tsx'
import { MessageLabels } from '../labels/of-message.tsx'
import { useLetter } from '../state/mail.ts'
import { Glyph } from '../ui/glyph.tsx'
import { Tag } from '../ui/tag.tsx'
import { Attachments } from './attachments.tsx'
import { Delivery, isOnItsWay, Trouble } from './delivery.tsx'
import { About } from './mail/about.tsx'
import { TalkId } from './mail/frame.tsx'
import { Quiet } from './mail/quiet.tsx'
import { Under } from './mail/under.tsx'
import type { Group } from './timeline.ts'
import { Translated } from './translation/translated.tsx'
import css from './turn.module.css'

export type Side = 'them' | 'us' | 'bot' | 'note' | 'beside' | 'machine'
/** `beside`: a person who is not the customer; `machine`: nobody. */
export const sideOf = (message: Message, letter: Letter | null): Side => {
  if (message.side !== null && message.by.kind === 'agent') return 'us'
  if (message.visibility === 'note' && message.by.kind === 'system')
    return letter !== null && letter.auto === null ? 'beside' : 'machine'
  if (message.visibility === 'note') return 'note'
  if (message.by.kind === 'contact') return 'them'
  return message.by.kind === 'bot' ? 'bot' : 'us'
}

/** The timeline is made anew with each message; a turn that says the same is not drawn again. */
const isSame = (one: TurnProps, other: TurnProps): boolean =>
  one.sending === other.sending &&
  one.group.messages.length === other.group.messages.length &&
  one.group.messages.every((message, at) => message === other.group.messages[at])

interface TurnProps {
  group: Group
  sending?: boolean
}
/** What one author said within one minute. */
export const Turn = memo(function Turn({ group, sending }: TurnProps) {
  const { t, formats } = useWords()
  const first = group.messages[0]
  const last = group.messages.at(-1)
  const letter = useLetter(first?.id ?? '')
  if (first === undefined || last === undefined) return null
  const side = sideOf(first, letter)
  if (side === 'machine') return group.messages.map((message) => <Machine key={message.id} message={message} />)
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
        {side === 'beside' ? (
          <Tag tone="warn">
            {t(
              letter?.mark === 'other-sender' ? 'side.other' : first.side === null ? 'mail.copiedIn' : 'side.outsider',
            )}
          </Tag>
        ) : null}
        {letter?.auto == null ? null : <Tag>{t('mail.auto')}</Tag>}
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
        <At key={message.id} home={message.home}>
          <Bubble message={message} />
        </At>
      ))}
    </article>
  )
}, isSame)

/** What a message has beside its words is read where it stands for the customer. */
function At({ home, children }: { home: string | null; children: ReactNode }) {
  return home === null ? children : <TalkId value={home}>{children}</TalkId>
}

const Machine = ({ message }: { message: Message }) => (
  <Quiet message={message}>
    <Bubble message={message} />
  </Quiet>
)

const Bubble = memo(function Bubble({ message }: { message: Message }) {
  const { t } = useWords()
  const letter = useLetter(message.id)
  const withdrawn = message.delivery?.state === 'withdrawn'
  if (message.deletedAt !== null || withdrawn) {
    return <p className={css.gone}>{t(withdrawn ? 'message.withdrawn' : 'message.deleted')}</p>
  }
  return (
    <div className={css.message} id={`m-${message.id}`} data-message>
      <About message={message} />
      {message.text === '' ? null : message.html === '' ? (
        <p className={`${css.bubble} ${css.plain}`} dir="auto">
          {message.text}
        </p>
      ) : (
        <Baked className={css.bubble} html={message.html} lang={message.lang} />
      )}
      <Translated message={message} />
      {letter === null ? null : <Under letter={letter} text={message.text} />}
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
      <MessageLabels labels={message.labels} />
      {message.editedAt === null ? null : <p className={css.edited}>{t('message.edited')}</p>}
      <Trouble message={message} />
    </div>
  )
})
