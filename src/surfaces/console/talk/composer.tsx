import { useRef } from 'react'
import type { InboxRow } from '#conversations/contract'
import { canRecord } from '../../shared/record.ts'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { PromiseOffer } from '../promises/offer.tsx'
import type { Talk } from '../state/desk.ts'
import { Button } from '../ui/button.tsx'
import { Anchor } from './anchor.tsx'
import css from './composer.module.css'
import { AttachButton, KindButton, Others, Refused, SendButtons, VoiceButton } from './composer-parts.tsx'
import type { Kind } from './drafts.ts'
import { Files } from './files.tsx'
import { useInserts } from './insert.ts'
import { LaterButton } from './later/button.tsx'
import { Fields } from './mail/fields.tsx'
import { AddressRefused } from './mail/refused.tsx'
import { Tail } from './mail/tail.tsx'
import { WayChoice } from './merge/way-choice.tsx'
import { useRedrafts } from './redraft.ts'
import { ShareButton } from './shared/share-button.tsx'
import { SolvePicker } from './solve-picker.tsx'
import { TranslateDraft } from './translation/draft-button.tsx'
import { useComposer } from './use-composer.ts'
import { useVoice, type Voice } from './voice/use-voice.ts'
import { VoiceBar } from './voice/voice-bar.tsx'
import { Writer } from './writer.tsx'

const MAX = 10_000
const COUNT_FROM = 9_000

interface Props {
  row: InboxRow
  talk: Talk
  onSolved: () => void
}
/** Where answers and notes are written. Its button says where the text goes; the other tab cannot be sent by mistake. */
export function Composer({ row, talk, onSolved }: Props) {
  const { t } = useWords()
  const composer = useComposer(row, talk, onSolved)
  const { kind, setKind, restore, text, files, problem, why, send, sendAnyway, dismiss, mention, type } = composer
  const { mail, writeMail, ways } = composer
  const out = kind === 'reply' ? composer.out : null
  const box = useRef<HTMLTextAreaElement>(null)
  const write = () => requestAnimationFrame(() => box.current?.focus())
  const go = (which: Kind) => () => {
    setKind(which)
    write()
  }
  const voice = useVoice(files.add)
  useRedrafts(row.id, (message) => {
    restore(message)
    write()
  })
  useInserts(row.id, { kind, setKind, text, type, box })
  useCommands({
    'talk.reply': go('reply'),
    'talk.note': go('note'),
    'talk.voice': canRecord() ? voice.start : null,
    'talk.send': () => send('stay'),
    'talk.sendWait': kind === 'reply' ? () => send('wait') : null,
    'talk.sendSolveNext': kind === 'reply' ? () => send('solve') : null,
  })
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
        {kind === 'reply' ? <WayChoice ways={ways.ways} way={ways.way} onChoose={ways.choose} /> : null}
      </div>
      <PromiseOffer conversation={row.id} text={kind === 'reply' ? text : ''} lang={row.lang} talk={talk} />
      {problem === null ? null : (
        <Refused problem={problem} onSend={() => sendAnyway(problem.next)} onClose={dismiss} />
      )}
      {out === null ? null : (
        <>
          <AddressRefused out={out} />
          <Fields out={out} mail={mail} onMail={writeMail} />
        </>
      )}
      <Writer
        row={row}
        label={t(`composer.${kind}`)}
        placeholder={t(`composer.${kind}.hint`, { name: row.contact.name || t('contact.unnamed') })}
        text={text}
        onText={type}
        onMention={mention}
        onFiles={files.add}
        onLeave={() => box.current?.blur()}
        box={box}
      />
      {out === null ? null : <Tail out={out} mail={mail} onMail={writeMail} />}
      <Files uploads={files.uploads} onRemove={files.remove} />
      <VoiceBar voice={voice} />
      <div className={css.foot}>
        <Tools row={row} talk={talk} composer={composer} voice={voice} />
        <Count text={text} />
        <span className={css.gap} />
        {kind === 'reply' && !composer.asks ? (
          <LaterButton row={row} why={why} onChoose={(when) => send('stay', when)} />
        ) : null}
        <Leave row={row} composer={composer} />
      </div>
    </section>
  )
}

interface ToolsProps {
  row: InboxRow
  talk: Talk
  composer: ReturnType<typeof useComposer>
  voice: Voice
}
/** What is done with a text before it goes: files come along, colleagues read along. */
function Tools({ row, talk, composer: { kind, text, files, type }, voice }: ToolsProps) {
  const shared = talk.drafts.some((each) => each.kind === 'reply' && each.shared)
  return (
    <>
      <AttachButton onFiles={files.add} />
      <VoiceButton voice={voice} />
      {kind === 'reply' ? (
        <>
          <ShareButton row={row} shared={shared} empty={text.trim() === ''} />
          <TranslateDraft row={row} text={text} may={talk.may.translate} onText={type} />
        </>
      ) : null}
    </>
  )
}

/** How it goes out: a note is kept, a reply goes its way, and may ask why the matter is solved. */
function Leave({ row, composer }: { row: InboxRow; composer: ReturnType<typeof useComposer> }) {
  const { t } = useWords()
  const { kind, asks, why, send, ways, asking, setAsking } = composer
  if (kind === 'note')
    return (
      <Button look="primary" keys="mod+Enter" disabledBecause={why} onPress={() => send('stay')}>
        {t('note.save')}
      </Button>
    )
  return (
    <>
      <SendButtons way={ways.way} asks={asks} why={why} onSend={send} />
      <SolvePicker
        brand={row.brand}
        onSolve={(reason) => send('solve', undefined, reason)}
        isOpen={asking}
        onOpenChange={setAsking}
      >
        <Anchor />
      </SolvePicker>
    </>
  )
}

/** How much may still be written, only near the limit. */
function Count({ text }: { text: string }) {
  const { t } = useWords()
  if (text.length <= COUNT_FROM) return null
  return <span className={css.count}>{t('composer.left', { n: MAX - text.length })}</span>
}
