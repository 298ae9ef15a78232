import { CappedWorker } from '#kernel/worker'
import type { MailUnderstood } from '../understand/mail-understood.ts'
import type { ReadRequest } from './read-worker.ts'

export type Reader = CappedWorker<ReadRequest, MailUnderstood>

/** A thread that reads one mail at a time and is thrown away when one of them takes too long or kills it. */
export const newReader = (): Reader =>
  new CappedWorker({
    file: new URL('./read-worker.ts', import.meta.url),
    cpuMs: 5_000,
    wallMs: 20_000,
    lookEveryMs: 200,
    memoryMb: 512,
    warmUp: { bytes: new Uint8Array(0), files: false },
    // Only our own worker answers here.
    isAnswer: (answer): answer is MailUnderstood => typeof answer === 'object' && answer !== null,
  })
