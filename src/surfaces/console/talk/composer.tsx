import { useEffect, useRef, useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { useCommands } from '../keys/use-commands.ts'
import type { Talk } from '../state/desk.ts'
import { type SendResult, sendReply, writeNote } from '../state/send.ts'
import { useCustomerTyping, useViewers } from '../state/viewers.ts'
import { tellSent, tellTyping } from '../state/whispers.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { ErrorBox } from '../ui/states.tsx'
import css from './composer.module.css'
import { lastDisposition } from './disposition.ts'
import { draftOf, dropDraft, type Kind, keepDraft } from './drafts.ts'
import { Files } from './files.tsx'
import { useUploads } from './use-uploads.ts'
import { Writer } from './writer.tsx'

type Then = 'stay' | 'wait' | 'solve'
const MAX = 10_000
const COUNT_FROM = 9_000

function useText(row: InboxRow, talk: Talk, kind: Kind) {
  const [texts, setTexts] = useState<Record<Kind, string>>(() => ({
    reply: draftOf(row.id, 'reply', talk.drafts),
    note: draftOf(row.id, 'note', talk.drafts),
  }))
  const write = (which: Kind, text: string) => {
    setTexts((now) => ({ ...now, [which]: text }))
    keepDraft(row.id, which, text)
  }
  const clear = (which: Kind) => {
    setTexts((now) => ({ ...now, [which]: '' }))
    dropDraft(row.id, which)
  }
  return { text: texts[kind], write, clear }
}

interface Props {
  row: InboxRow
  talk: Talk
  onSolved: () => void
}
/** Where answers and notes are written. Its button says where the text goes; the other tab cannot be sent by mistake. */
export function Composer({ row, talk, onSolved }: Props) {
  const { t } = useWords()
  const [kind, setKind] = useState<Kind>('reply')
  const { text, write, clear } = useText(row, talk, kind)
  const files = useUploads(row.brand)
  const [mentions, setMentions] = useState<ReadonlyMap<string, string>>(new Map())
  const [problem, setProblem] = useState<Exclude<SendResult, { state: 'sent' }> | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const seen = useRef(row.lastContactSeq)
  const shownSeq = Math.max(
    0,
    ...talk.messages.filter((message) => message.by.kind === 'contact').map((message) => message.seq),
  )
  // What stood on the screen when the advisor last touched the text is what the answer has seen.
  useEffect(() => {
    if (problem === null) seen.current = Math.max(seen.current, shownSeq)
  }, [shownSeq, problem])

  const why = talk.may[kind]?.ok === false ? t(talk.may[kind]?.why ?? 'why.not-allowed') : null
  const empty = text.trim() === '' && files.ready.length === 0
  const go = (which: Kind) => () => {
    setKind(which)
    requestAnimationFrame(() => box.current?.focus())
  }
  const settle = (result: SendResult, sent: { text: string; kind: Kind }) => {
    if (result.state === 'sent') return
    write(sent.kind, sent.text)
    setProblem(result)
  }
  const send = (next: Then) => {
    if (empty || why !== null || files.busy) return
    const sent = { text: text.trim(), kind }
    const before = files.uploads
    clear(kind)
    files.clear()
    setProblem(null)
    tellSent(row.id)
    const out = { text: sent.text, attachments: files.ready }
    if (kind === 'note') {
      const told = [...mentions].filter(([, name]) => sent.text.includes(`@${name}`)).map(([id]) => id)
      setMentions(new Map())
      void writeNote(row, out, told).then((result) => settle(result, sent))
      return
    }
    const back = () => {
      write('reply', sent.text)
      files.restore(before)
    }
    const reply = {
      ...out,
      next,
      disposition: next === 'solve' ? lastDisposition(row.brand) : null,
      seenSeq: seen.current,
    }
    void sendReply(row, reply, back).then((result) => {
      settle(result, sent)
      if (result.state !== 'sent') files.restore(before)
    })
    if (next === 'solve') onSolved()
  }
  useCommands({
    'talk.reply': go('reply'),
    'talk.note': go('note'),
    'talk.send': () => send('stay'),
    'talk.sendWait': kind === 'reply' ? () => send('wait') : null,
    'talk.sendSolveNext': kind === 'reply' ? () => send('solve') : null,
  })
  const onText = (next: string) => {
    write(kind, next)
    tellTyping(row.id, kind === 'note' ? 'noting' : 'typing')
  }
  return (
    <section
      className={css.composer}
      data-kind={kind}
      aria-label={t('composer')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        files.add(event.dataTransfer.files)
      }}
    >
      <div className={css.tabs}>
        <KindButton kind="reply" now={kind} onPick={go('reply')} keys="r" />
        <KindButton kind="note" now={kind} onPick={go('note')} keys="n" />
        <Others id={row.id} />
      </div>
      {problem === null ? null : (
        <Refused
          problem={problem}
          onSend={() => {
            seen.current = shownSeq
            setProblem(null)
            send('stay')
          }}
          onClose={() => setProblem(null)}
        />
      )}
      <Writer
        row={row}
        label={t(kind === 'reply' ? 'composer.reply' : 'composer.note')}
        placeholder={t(kind === 'reply' ? 'composer.reply.hint' : 'composer.note.hint', { name: row.contact.name })}
        text={text}
        onText={onText}
        onMention={(id, name) => setMentions((now) => new Map(now).set(id, name))}
        onFiles={files.add}
        onLeave={() => box.current?.blur()}
        box={box}
      />
      <Files uploads={files.uploads} onRemove={files.remove} />
      <div className={css.foot}>
        <AttachButton onFiles={files.add} />
        {text.length > COUNT_FROM ? (
          <span className={css.count}>{t('composer.left', { n: MAX - text.length })}</span>
        ) : null}
        <span className={css.gap} />
        {kind === 'note' ? (
          <Button
            look="primary"
            keys="mod+Enter"
            disabledBecause={why ?? (empty ? t('composer.empty') : null)}
            onPress={() => send('stay')}
          >
            {t('note.save')}
          </Button>
        ) : (
          <SendButtons
            row={row}
            why={why ?? (files.busy ? t('composer.uploading') : empty ? t('composer.empty') : null)}
            onSend={send}
          />
        )}
      </div>
    </section>
  )
}

function KindButton({ kind, now, onPick, keys }: { kind: Kind; now: Kind; onPick: () => void; keys: string }) {
  const { t } = useWords()
  return (
    <button type="button" className={css.tab} aria-pressed={kind === now} onClick={onPick}>
      {kind === 'note' ? <Glyph name="lock" size={12} /> : null}
      {t(`composer.tab.${kind}`)} <Kbd keys={keys} />
    </button>
  )
}

function Others({ id }: { id: string }) {
  const { t } = useWords()
  const viewers = useViewers(id)
  const typing = viewers.filter((viewer) => viewer.doing === 'typing').map((viewer) => viewer.name)
  const looking = viewers.filter((viewer) => viewer.doing === 'viewing').map((viewer) => viewer.name)
  const customer = useCustomerTyping(id)
  if (customer && typing.length === 0) return <span className={css.others}>{t('others.customer')}</span>
  const text =
    typing.length > 0
      ? t('others.typing', { names: typing.join(', ') })
      : looking.length > 0
        ? t('others.viewing', { names: looking.join(', ') })
        : ''
  return (
    <span className={css.others} data-typing={typing.length > 0 || undefined}>
      {text === '' ? null : <Glyph name={typing.length > 0 ? 'pen' : 'eye'} size={13} />}
      {text}
    </span>
  )
}

function SendButtons({ row, why, onSend }: { row: InboxRow; why: string | null; onSend: (next: Then) => void }) {
  const { t } = useWords()
  const where = t(`send.${row.visibility}`, { channel: t(`channel.${channelKind(row.channel)}`) })
  return (
    <>
      <span className={css.wide}>
        <Button disabledBecause={why} onPress={() => onSend('wait')}>
          {t('send.wait')}
        </Button>
      </span>
      <span className={css.middle}>
        <Button disabledBecause={why} onPress={() => onSend('solve')}>
          {t('send.solveNext')}
        </Button>
      </span>
      <Button look="primary" keys="mod+Enter" disabledBecause={why} onPress={() => onSend('stay')}>
        {row.visibility === 'public' ? <Glyph name="globe" size={13} /> : null}
        {where}
      </Button>
    </>
  )
}

function AttachButton({ onFiles }: { onFiles: (files: FileList) => void }) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton label={t('composer.attach')} onPress={() => input.current?.click()}>
        <Glyph name="clip" />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => event.target.files && onFiles(event.target.files)}
      />
    </>
  )
}

interface RefusedProps {
  problem: Exclude<SendResult, { state: 'sent' }>
  onSend: () => void
  onClose: () => void
}
/** Why it was not sent, that the text is kept, and what to do. */
function Refused({ problem, onSend, onClose }: RefusedProps) {
  const { t } = useWords()
  const stale = problem.state === 'stale'
  return (
    <div className={css.refused}>
      <ErrorBox
        tone={stale ? 'warn' : 'bad'}
        actions={
          <>
            <Button onPress={onSend}>{t(stale ? 'stale.sendAnyway' : 'again')}</Button>
            <Button look="quiet" onPress={onClose}>
              {t(stale ? 'stale.change' : 'close')}
            </Button>
          </>
        }
      >
        {stale ? t('stale') : t('send.refused', { reason: problem.reason })}
      </ErrorBox>
    </div>
  )
}
