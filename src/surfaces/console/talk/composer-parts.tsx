import { useRef } from 'react'
import { canRecord } from '../../shared/record.ts'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import type { SendResult } from '../state/send.ts'
import { useCustomerTyping, useViewers } from '../state/viewers.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { ErrorBox } from '../ui/states.tsx'
import css from './composer.module.css'
import type { Kind } from './drafts.ts'
import type { ReplyWay } from './merge/use-way.ts'
import type { Next } from './use-composer.ts'
import type { Voice } from './voice/use-voice.ts'

export function KindButton({ kind, now, onPick, keys }: { kind: Kind; now: Kind; onPick: () => void; keys: string }) {
  const { t } = useWords()
  return (
    <button type="button" className={css.tab} aria-pressed={kind === now} onClick={onPick}>
      {kind === 'note' ? <Glyph name="lock" size={12} /> : null}
      {t(`composer.tab.${kind}`)} <Kbd keys={keys} />
    </button>
  )
}

export function Others({ id }: { id: string }) {
  const { t, formats } = useWords()
  const viewers = useViewers(id)
  const typing = viewers.filter((viewer) => viewer.doing === 'typing').map((viewer) => viewer.name)
  const looking = viewers.filter((viewer) => viewer.doing === 'viewing').map((viewer) => viewer.name)
  const customer = useCustomerTyping(id)
  if (customer && typing.length === 0) return <span className={css.others}>{t('others.customer')}</span>
  const text =
    typing.length > 0
      ? t('others.typing', { names: formats.list(typing) })
      : looking.length > 0
        ? t('others.viewing', { names: formats.list(looking) })
        : ''
  return (
    <span className={css.others} data-typing={typing.length > 0 || undefined}>
      {text === '' ? null : <Glyph name={typing.length > 0 ? 'pen' : 'eye'} size={13} />}
      {text}
    </span>
  )
}

interface SendProps {
  way: ReplyWay
  /** A colleague reads it first. */
  asks: boolean
  why: string | null
  onSend: (next: Next) => void
}
export function SendButtons({ way, asks, why, onSend }: SendProps) {
  const { t } = useWords()
  const where = t(`send.${way.visibility}`, { channel: t(`channel.${channelKind(way.channel)}`) })
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
        {way.visibility === 'public' ? <Glyph name="globe" size={13} /> : null}
        {asks ? t('approval.ask') : where}
      </Button>
    </>
  )
}

export function AttachButton({ onFiles }: { onFiles: (files: FileList) => void }) {
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

export function VoiceButton({ voice }: { voice: Voice }) {
  const { t } = useWords()
  if (!canRecord()) return null
  return (
    <IconButton label={t('voice.record')} keys="m" onPress={voice.start}>
      <Glyph name="mic" />
    </IconButton>
  )
}

interface RefusedProps {
  problem: Exclude<SendResult, { state: 'sent' }>
  onSend: () => void
  onClose: () => void
}
/** Why it was not sent, that the text is kept, and what to do. */
export function Refused({ problem, onSend, onClose }: RefusedProps) {
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
