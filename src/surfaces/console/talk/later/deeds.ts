import type { InboxRow, Later } from '#conversations/contract'
import { ApiError } from '../../../shared/client.ts'
import { uuid7 } from '../../../shared/uuid7.ts'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { openTalk, takeRow } from '../../state/inbox.ts'
import { deliver } from '../../state/outbox.ts'
import { draftMessage, type Outgoing, type SendResult } from '../../state/send.ts'
import { redraft } from '../redraft.ts'

export interface When {
  sendAt: string
  /** Also when the customer writes meanwhile. */
  anyway: boolean
}

/** Leaves the reply for a time; `back` puts it into the composer again when it is taken back. */
export async function leaveForLater(
  row: InboxRow,
  out: Outgoing,
  { sendAt, anyway }: When,
  back: () => void,
): Promise<SendResult> {
  const params = { id: row.id, message: uuid7() }
  const body = {
    text: out.text,
    seenSeq: out.seenSeq,
    sendAt,
    anyway,
    next: out.next,
    ...(out.attachments.length > 0 && { attachments: out.attachments.map(({ id }) => id) }),
    ...(out.mail !== null && { mail: out.mail }),
    ...(out.way.id !== row.id && { way: out.way.id }),
  }
  try {
    takeRow(await deliver(row.id, () => call('PUT /api/v1/conversations/:id/scheduled/:message', { params, body })))
    await openTalk(row.id)
    showBar({ text: 'later.done', undo: () => void cancelLater(row.id, params.message).then((did) => did && back()) })
    return { state: 'sent' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { state: 'refused', reason: error.message }
  }
}

export async function cancelLater(id: string, message: string): Promise<boolean> {
  try {
    const params = { id, message }
    takeRow(await deliver(id, () => call('DELETE /api/v1/conversations/:id/scheduled/:message', { params })))
    await openTalk(id)
    return true
  } catch (error) {
    failed(error)
    return false
  }
}

/** The same reply at another time, with what its author has read by now. */
export async function changeTime(row: InboxRow, later: Later, { sendAt, anyway }: When): Promise<void> {
  const params = { id: row.id, message: later.id }
  const body = {
    text: later.text,
    attachments: later.attachments.map(({ id }) => id),
    seenSeq: row.lastContactSeq,
    sendAt,
    anyway,
    next: later.next,
    ...(later.mail !== null && { mail: later.mail }),
    ...(later.way !== null && { way: later.way }),
  }
  try {
    takeRow(await deliver(row.id, () => call('PUT /api/v1/conversations/:id/scheduled/:message', { params, body })))
    await openTalk(row.id)
  } catch (error) {
    failed(error)
  }
}

/** Into the composer, to be changed or sent now: it waits no longer. */
export async function takeToComposer(row: InboxRow, later: Later): Promise<void> {
  const message = draftMessage(row, later.id, later, row.visibility)
  if (await cancelLater(row.id, later.id)) redraft(message)
}
