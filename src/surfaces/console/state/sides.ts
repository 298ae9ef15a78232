import type { InboxRow, Message, Side } from '#conversations/contract'
import { uuid7 } from '../../shared/uuid7.ts'
import { call } from './api.ts'
import { openTalk } from './inbox.ts'
import { draftMessage, heldOrBack } from './send.ts'

export interface Asking {
  to: { address: string; name: string }
  subject: string
  text: string
  include: readonly string[]
  files: readonly string[]
}

const noteOf = (row: InboxRow, side: string, text: string): Message => ({
  ...draftMessage(row, uuid7(), { text, attachments: [] }, 'note'),
  delivery: { state: 'queued', why: null },
  side,
})

/** Asks somebody outside. Shown at once; `back` runs when it was refused or taken back, with why. */
export function askOutsider(row: InboxRow, asking: Asking, back: () => void): void {
  const side = uuid7()
  const message = noteOf(row, side, asking.text)
  const body = {
    ...asking,
    id: side,
    message: message.id,
    include: [...asking.include],
    files: [...asking.files],
  }
  const say = async () => {
    await call('POST /api/v1/conversations/:id/sides', { params: { id: row.id }, body })
    await openTalk(row.id)
  }
  heldOrBack(row, message, say, { text: 'done.held', name: asking.to.name || asking.to.address }, back)
}

export function writeToSide(row: InboxRow, side: Side, text: string, back: () => void): void {
  const message = noteOf(row, side.id, text)
  const say = async () => {
    const body = { id: message.id, text }
    await call('POST /api/v1/conversations/:id/sides/:side/messages', { params: { id: row.id, side: side.id }, body })
    await openTalk(row.id)
  }
  heldOrBack(row, message, say, { text: 'done.held', name: side.name || side.address }, back)
}
