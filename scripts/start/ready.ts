import { setTimeout as pause } from 'node:timers/promises'
import type { FromStarter, ToStarter } from '../../src/starter.ts'
import { type Child, heard } from './child.ts'

export type Ready = Extract<ToStarter, { kind: 'ready' }>

const isOurs = (message: unknown): message is ToStarter =>
  typeof message === 'object' && message !== null && 'kind' in message

export const asReady = (message: unknown): Ready | undefined =>
  isOurs(message) && message.kind === 'ready' ? message : undefined

/** Waits until the address answers well, as long as the child lives. */
export async function untilAnswers(url: string, child: Child): Promise<void> {
  while (child.process.exitCode === null && child.process.signalCode === null) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await pause(50)
  }
}

/** A key for the whole operator, made inside the app; null when it refuses. It is passed on by environment, never printed. */
export async function keyFor(app: Child, name: string): Promise<string | null> {
  const answered = heard(app, (message) => (isOurs(message) && message.kind !== 'ready' ? message : undefined))
  app.send({ kind: 'make-key', name } satisfies FromStarter)
  const answer = await answered
  if (answer?.kind === 'refused') process.stderr.write(`The demo gets no key: ${answer.why}\n`)
  return answer?.kind === 'key' ? answer.key : null
}
