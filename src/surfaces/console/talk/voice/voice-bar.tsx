import { type KeyboardEvent, useEffect, useState } from 'react'
import { LONGEST_MS, lengthOf, type Recording } from '../../../shared/record.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import type { Voice } from './use-voice.ts'
import css from './voice.module.css'

/** A voice note as it is made: how long, how loud, and its two ends. Under it why none can be made. */
export function VoiceBar({ voice }: { voice: Voice }) {
  const { t } = useWords()
  if (voice.fault !== null)
    return (
      <div className={css.fault}>
        <ErrorBox
          tone="warn"
          actions={
            <>
              <Button onPress={voice.start}>{t('again')}</Button>
              <Button look="quiet" onPress={voice.drop}>
                {t('close')}
              </Button>
            </>
          }
        >
          {t(`voice.${voice.fault}`)}
        </ErrorBox>
      </div>
    )
  if (voice.state === 'asking')
    return (
      <p className={css.bar} role="status">
        {t('voice.asking')}
      </p>
    )
  return voice.recording === null ? null : <Going voice={voice} recording={voice.recording} />
}

function Going({ voice, recording }: { voice: Voice; recording: Recording }) {
  const { t } = useWords()
  const { elapsed, level } = useMeter(recording)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    voice.drop()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape does what its button does
    <div className={css.bar} onKeyDown={onKeyDown}>
      <span className={css.dot} aria-hidden="true" />
      <span className="sr-only" role="status">
        {t('voice.going', { length: lengthOf(LONGEST_MS) })}
      </span>
      <span className={css.time}>{lengthOf(elapsed)}</span>
      <meter className={css.level} min={0} max={1} value={level} aria-label={t('voice.level')} />
      <span className={css.gap} />
      <Button look="quiet" keys="Escape" onPress={voice.drop}>
        {t('voice.drop')}
      </Button>
      <Button look="primary" autoFocus onPress={voice.keep}>
        <Glyph name="check" size={13} />
        {t('voice.keep')}
      </Button>
    </div>
  )
}

const EVERY_MS = 100

function useMeter(recording: Recording): { elapsed: number; level: number } {
  const [now, setNow] = useState({ elapsed: 0, level: 0 })
  useEffect(() => {
    const look = () => setNow({ elapsed: recording.elapsed(), level: recording.level() })
    const timer = setInterval(look, EVERY_MS)
    return () => clearInterval(timer)
  }, [recording])
  return now
}
