/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import {
  canRecord,
  LONGEST_MS,
  lengthInName,
  lengthOf,
  type NoVoice,
  type Recording,
  record,
  whyNoVoice,
} from '../../../shared/record.ts'
import { useHere } from '../context.ts'
import { Icon } from './icon.tsx'

interface Voice {
  /** Milliseconds so far; null while nothing is recorded. */
  going: number | null
  fault: NoVoice | null
  start(): void
  keep(): void
  drop(): void
}

/** One voice message at a time; the longest keeps itself, and whoever closes the window leaves the microphone. */
export function useVoice(onFile: (files: readonly File[]) => void): Voice {
  const { t } = useHere()
  const [going, setGoing] = useState<number | null>(null)
  const [fault, setFault] = useState<NoVoice | null>(null)
  const recording = useRef<Recording | null>(null)
  const end = (): Recording | null => {
    const ended = recording.current
    recording.current = null
    setGoing(null)
    return ended
  }
  const keep = async (): Promise<void> => {
    const ended = end()
    if (ended !== null) onFile([await ended.keep(t('voice.name', { length: lengthInName(ended.elapsed()) }))])
  }
  const start = async (): Promise<void> => {
    setFault(null)
    try {
      recording.current = await record()
      setGoing(0)
    } catch (error) {
      setFault(whyNoVoice(error))
    }
  }
  const isGoing = going !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins with a recording and ends with it
  useEffect(() => {
    if (!isGoing) return
    const timer = setInterval(() => {
      const so = recording.current?.elapsed() ?? 0
      if (so > LONGEST_MS) void keep()
      else setGoing(so)
    }, 250)
    return () => clearInterval(timer)
  }, [isGoing])
  useEffect(() => () => recording.current?.drop(), [])
  return { going, fault, start: () => void start(), keep: () => void keep(), drop: () => end()?.drop() }
}

/** The button that begins, and, while it goes, how long it goes and its two ends. */
export function VoiceButton({ voice }: { voice: Voice }) {
  const { t } = useHere()
  if (!canRecord()) return null
  if (voice.going === null)
    return (
      <button type="button" class="plain" aria-label={t('voice.record')} onClick={voice.start}>
        <Icon name="mic" />
      </button>
    )
  return (
    <>
      <button type="button" class="plain" aria-label={t('voice.drop')} onClick={voice.drop}>
        <Icon name="close" />
      </button>
      <span class="going">
        <i />
        <span class="unseen" role="status">
          {t('voice.going')}
        </span>
        <b>{lengthOf(voice.going)}</b>
      </span>
      <button type="button" class="plain" aria-label={t('voice.keep')} onClick={voice.keep}>
        <Icon name="check" />
      </button>
    </>
  )
}
