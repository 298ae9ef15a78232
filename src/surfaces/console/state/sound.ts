import { prefs } from './prefs.ts'

const SECONDS = 0.18
const LOUD = 0.08
let context: AudioContext | null = null

/** One short soft tone, where the advisor asked for it and the browser permits it. */
export function chime(): void {
  if (!prefs.get().sound) return
  context ??= new AudioContext()
  const [tone, volume] = [context.createOscillator(), context.createGain()]
  tone.frequency.value = 660
  volume.gain.setValueAtTime(LOUD, context.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + SECONDS)
  tone.connect(volume).connect(context.destination)
  tone.start()
  tone.stop(context.currentTime + SECONDS)
}
