import { uuid7 } from '../../shared/uuid7.ts'
import { call, type In, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { deliver } from '../state/outbox.ts'

export type ComplaintView = Out<'GET /api/v1/conversations/:id/complaint'>
export type Complaint = NonNullable<ComplaintView['complaint']>
export type LetterKind = Complaint['letters'][number]['kind']
export type NewComplaint = Omit<In<'POST /api/v1/conversations/:id/complaint'>['body'], 'id'>

const params = (id: string) => ({ params: { id } })

/** Says it, and tells what went wrong; then whoever shows it reads it again. */
async function say(id: string, deed: () => Promise<unknown>, after: () => void): Promise<boolean> {
  try {
    await deliver(`complaint:${id}`, deed)
    return true
  } catch (error) {
    failed(error)
    return false
  } finally {
    after()
  }
}

export async function make(conversation: string, complaint: NewComplaint, reload: () => void): Promise<boolean> {
  const body = { id: uuid7(), ...complaint }
  const deed = () => call('POST /api/v1/conversations/:id/complaint', { ...params(conversation), body })
  if (!(await say(body.id, deed, reload))) return false
  showBar({ text: 'complaint.made', undo: () => void withdraw(body.id, reload) })
  return true
}

export async function withdraw(id: string, reload: () => void): Promise<void> {
  if (!(await say(id, () => call('DELETE /api/v1/complaints/:id', params(id)), reload))) return
  const undo = () => void say(id, () => call('PUT /api/v1/complaints/:id/open', params(id)), reload)
  showBar({ text: 'complaint.withdrawn', undo })
}

export const recommend = (id: string, reload: () => void): Promise<boolean> =>
  say(id, () => call('PUT /api/v1/complaints/:id/recommendation', params(id)), reload)

export async function sendLetter(id: string, kind: LetterKind, text: string, reload: () => void): Promise<boolean> {
  const body = { id: uuid7(), kind, text }
  const sent = await say(id, () => call('POST /api/v1/complaints/:id/letters', { ...params(id), body }), reload)
  if (sent) showBar({ text: 'complaint.letter.sent' })
  return sent
}

/** Saves what the server made to the reader's machine. */
export function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1_000)
}

export async function saveFile(id: string): Promise<void> {
  try {
    const { name, html } = await call('GET /api/v1/complaints/:id/file', params(id))
    save(name, 'text/html', html)
  } catch (error) {
    failed(error)
  }
}
