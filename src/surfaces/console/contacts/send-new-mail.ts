import { ApiError } from '../../shared/client.ts'
import { call, type In } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { countSoon } from '../state/inbox.ts'
import { deliver } from '../state/outbox.ts'
import type { Contact } from './contact.ts'

export interface NewMail {
  subject: string
  text: string
  cc: string
  bcc: string
}
type Body = In<'POST /api/v1/contacts/:id/mails'>['body']

/** Begins a conversation with a mail of ours; for as long as it can be taken back a bar says so. Answers why it was refused. */
export async function sendNewMail(contact: Contact, body: Body, back: () => void): Promise<string | null> {
  const { id, message } = body
  try {
    await deliver(id, () => call('POST /api/v1/contacts/:id/mails', { params: { id: contact.id }, body }))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return error.message
  }
  const undo = () =>
    void deliver(id, () =>
      call('DELETE /api/v1/conversations/:id/messages/:message', { params: { id, message } }),
    ).then(back, failed)
  showBar({ text: 'done.held', values: { name: contact.name }, undo })
  countSoon()
  return null
}
