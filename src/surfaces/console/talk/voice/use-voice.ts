import { useEffect, useRef, useState } from 'react'
import { LONGEST_MS, lengthInName, type NoVoice, type Recording, record, whyNoVoice } from '../../../shared/record.ts'
import { useWords } from '../../i18n/words.tsx'

export interface Voice {
  state: 'off' | 'asking' | 'recording'
  fault: NoVoice | null
  recording: Recording | null
  start: () => void
  keep: () => void
  drop: () => void
}

/** Records one voice note at a time. Whoever leaves the composer leaves the microphone; the longest note keeps itself. */
export function useVoice(onFile: (files: readonly File[]) => void): Voice {
  const { t } = useWords()
  const [state, setState] = useState<Voice['state']>('off')
  const [fault, setFault] = useState<NoVoice | null>(null)
  const going = useRef<Recording | null>(null)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
      going.current?.drop()
    }
  }, [])
  const start = async () => {
    setFault(null)
    setState('asking')
    try {
      const recording = await record()
      if (!isHere.current) return recording.drop()
      going.current = recording
      setState('recording')
    } catch (error) {
      setFault(whyNoVoice(error))
      setState('off')
    }
  }
  const keep = async () => {
    const recording = going.current
    if (recording === null) return
    going.current = null
    setState('off')
    onFile([await recording.keep(t('voice.name', { length: lengthInName(recording.elapsed()) }))])
  }
  const keepNow = useRef(keep)
  keepNow.current = keep
  useEffect(() => {
    if (state !== 'recording') return
    const timer = setTimeout(() => void keepNow.current(), LONGEST_MS)
    return () => clearTimeout(timer)
  }, [state])
  return {
    state,
    fault,
    recording: going.current,
    start: () => void (state === 'off' && start()),
    keep: () => void keep(),
    drop: () => {
      going.current?.drop()
      going.current = null
      setFault(null)
      setState('off')
    },
  }
}
