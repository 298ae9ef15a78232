import { uuid7 } from '../../shared/uuid7.ts'
import { call, type In, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { deliver } from '../state/outbox.ts'

export type Promised = Out<'GET /api/v1/promises'>['items'][number]
export type NewPromise = Omit<In<'POST /api/v1/conversations/:id/promises'>['body'], 'id'>

async function say(id: string, deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deliver(`promise:${id}`, deed)
    return true
  } catch (error) {
    failed(error)
    return false
  }
}
const params = (id: string) => ({ params: { id } })
const reopen = (id: string) => void say(id, () => call('PUT /api/v1/promises/:id/open', params(id)))

export async function make(conversation: string, promise: NewPromise): Promise<boolean> {
  const id = uuid7()
  const body = { id, ...promise }
  const isMade = await say(id, () => call('POST /api/v1/conversations/:id/promises', { ...params(conversation), body }))
  if (isMade) showBar({ text: 'promise.made', undo: () => void withdraw(id) })
  return isMade
}
export const withdraw = (id: string): Promise<boolean> => say(id, () => call('DELETE /api/v1/promises/:id', params(id)))

export async function keepIt(id: string): Promise<void> {
  if (await say(id, () => call('PUT /api/v1/promises/:id/kept', { ...params(id), body: {} })))
    showBar({ text: 'promise.kept', undo: () => reopen(id) })
}
export async function failIt(id: string): Promise<void> {
  if (await say(id, () => call('PUT /api/v1/promises/:id/failed', params(id))))
    showBar({ text: 'promise.failed', undo: () => reopen(id) })
}
/** Adds what shows that it was kept; a file is a note of the conversation, which whoever may read that may open. */
export async function prove(
  { id, conversation }: Promised,
  { proof, file, note }: { proof: string; file: string | null; note: string },
): Promise<boolean> {
  const shown = await say(id, async () => {
    if (file !== null) {
      const body = { id: uuid7(), text: proof === '' ? note : proof, attachments: [file] }
      await call('POST /api/v1/conversations/:id/notes', { ...params(conversation), body })
    }
    const body = { ...(proof !== '' && { proof }), ...(file !== null && { file }) }
    await call('PUT /api/v1/promises/:id/kept', { ...params(id), body })
  })
  if (shown) showBar({ text: 'promise.proof.kept' })
  return shown
}
/** What the bot was read to promise and did not. */
export async function withdrawIt(id: string): Promise<void> {
  if (await withdraw(id)) showBar({ text: 'promise.withdrawn', undo: () => reopen(id) })
}
export async function passOn({ id, owner }: Promised, to: string | null): Promise<boolean> {
  const pass = (next: string | null) => () =>
    call('PUT /api/v1/promises/:id/owner', { ...params(id), body: { owner: next } })
  const isPassed = await say(id, pass(to))
  if (isPassed) showBar({ text: 'promise.passed', undo: () => void say(id, pass(owner?.id ?? null)) })
  return isPassed
}

/** One's own promises that are open; none when they cannot be read: nobody is kept from leaving. */
export const ownPromises = async (): Promise<Promised[]> =>
  (await call('GET /api/v1/promises', { query: { of: 'mine', limit: 50 } }).catch(() => null))?.items ?? []
