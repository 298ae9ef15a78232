/** @jsxImportSource preact */
import type { ChatMessage } from '#channels/contract'
import { clockOf, exactly } from '../../../shared/when.ts'
import { type Here, useHere } from '../context.ts'
import { type Pending, readByUs } from '../state.ts'
import { Baked } from './baked.tsx'
import { Files } from './files.tsx'
import { Icon } from './icon.tsx'

/** One message. Who speaks differs by side, mark and name, never by colour alone. */
export function Bubble({ message, follows }: { message: ChatMessage; follows: boolean }) {
  const { state, t } = useHere()
  const { by, at } = message
  const lang = { lang: state.boot.lang }
  return (
    <article class={`turn ${by.kind}${follows ? ' follows' : ''}`}>
      {!follows && (
        <p class="by">
          {by.kind === 'bot' && <Icon name="bot" />}
          {by.kind === 'agent' && <Icon name="person" />}
          <b class={by.kind === 'you' ? 'unseen' : ''}>{nameOf(by, t)}</b>
          <time dateTime={at} title={exactly(new Date(at), lang)}>
            {clockOf(new Date(at), lang)}
          </time>
        </p>
      )}
      {message.deletedAt !== null ? (
        <p class="bubble gone">{t('message.removed')}</p>
      ) : (
        <>
          {message.text !== '' && <Baked html={message.html} isOurs={by.kind === 'agent'} />}
          <Files attachments={message.attachments} />
          {message.cards.map((card) => (
            <a class="card" key={card.href} href={card.href} target="_blank" rel="noopener">
              <b>{card.title}</b>
              <span>{card.text}</span>
            </a>
          ))}
        </>
      )}
      {message.editedAt !== null && message.deletedAt === null && <p class="mark">{t('message.edited')}</p>}
      {isLastOfMine(message, state.messages) && (
        <p class="mark">{t(message.seq <= readByUs(state) ? 'message.read' : 'message.delivered')}</p>
      )}
    </article>
  )
}

function nameOf(by: ChatMessage['by'], t: Here['t']): string {
  if (by.kind === 'agent') return t('message.agent', { name: by.name })
  return t(by.kind === 'you' ? 'message.you' : by.kind === 'bot' ? 'message.bot' : 'message.system')
}

const isLastOfMine = ({ id, by }: ChatMessage, all: readonly ChatMessage[]): boolean =>
  by.kind === 'you' && all.findLast((message) => message.by.kind === 'you')?.id === id

/** What the visitor wrote and the server has not confirmed yet. It is there at once, and says how it fares. */
export function Sending({ pending }: { pending: Pending }) {
  const { talk, t } = useHere()
  return (
    <article class="turn you pending">
      <p class="by">
        <b class="unseen">{t('message.you')}</b>
      </p>
      {pending.text !== '' && <p class="bubble">{pending.text}</p>}
      {pending.uploads.map(({ id, file, part, state }) => (
        <p class="bubble file" key={id}>
          <Icon name="file" />
          {state === 'going' ? t('file.uploading', { name: file.name, percent: Math.round(part * 100) }) : file.name}
        </p>
      ))}
      {pending.state === 'failed' ? (
        <p class="mark bad" role="alert">
          {t('message.failed')}{' '}
          <button type="button" class="link" onClick={() => talk.again(pending.id)}>
            {t('message.retry')}
          </button>{' '}
          <button type="button" class="link" onClick={() => talk.discard(pending.id)}>
            {t('message.discard')}
          </button>
        </p>
      ) : (
        <p class="mark">{t('message.sending')}</p>
      )}
    </article>
  )
}
