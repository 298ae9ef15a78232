/** A voice note is at most this long. */
export const LONGEST_MS = 5 * 60_000

/** What every browser plays comes first; the rest is what some can only make. */
const KINDS = ['audio/mp4;codecs=mp4a.40.2', 'audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']
const ENDINGS: Readonly<Record<string, string>> = { 'audio/mp4': 'm4a', 'audio/webm': 'webm', 'audio/ogg': 'ogg' }

/** Why nothing can be recorded: the person or the page said no, there is no microphone, or another program holds it. */
export type NoVoice = 'refused' | 'none' | 'busy'

export interface Recording {
  /** Milliseconds so far. */
  elapsed(): number
  /** How loud it is now, 0 to 1. */
  level(): number
  /** Ends it and lets go of the microphone; `name` without its ending. */
  keep(name: string): Promise<File>
  /** Ends it and forgets it. */
  drop(): void
}

export const canRecord = (): boolean =>
  typeof MediaRecorder === 'function' && navigator.mediaDevices?.getUserMedia !== undefined

/** 1:05 */
export const lengthOf = (milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The same where a colon may not stand: in the name of a file. */
export const lengthInName = (milliseconds: number): string => lengthOf(milliseconds).replace(':', 'm')

export const whyNoVoice = (error: unknown): NoVoice => {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'refused'
}

/** Asks for the microphone and begins at once. Throws what the browser says (`whyNoVoice` reads it). */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true },
  })
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? ''
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const meter = meterOf(stream)
  const begun = performance.now()
  recorder.start()
  const letGo = () => {
    for (const track of stream.getTracks()) track.stop()
    meter.close()
  }
  const ended = () =>
    new Promise<void>((resolve) => {
      if (recorder.state === 'inactive') return resolve()
      recorder.onstop = () => resolve()
      recorder.stop()
    })
  return {
    elapsed: () => performance.now() - begun,
    level: meter.level,
    async keep(name) {
      await ended()
      letGo()
      const type = (recorder.mimeType.split(';')[0] ?? '').toLowerCase()
      return new File(parts, `${name}.${ENDINGS[type] ?? 'webm'}`, { type })
    },
    drop() {
      void ended()
      letGo()
    },
  }
}

function meterOf(stream: MediaStream): { level: () => number; close: () => void } {
  const sound = new AudioContext()
  const analyser = sound.createAnalyser()
  analyser.fftSize = 512
  sound.createMediaStreamSource(stream).connect(analyser)
  const samples = new Uint8Array(analyser.fftSize)
  return {
    level() {
      analyser.getByteTimeDomainData(samples)
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0)
      return Math.min(1, loudest / 96)
    },
    close: () => void sound.close(),
  }
}
