import type { ConversationView, InboxRow } from '#conversations/contract'
import { ApiError } from '../../../shared/client.ts'
import { uuid7 } from '../../../shared/uuid7.ts'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { openTalk, takeRow } from '../../state/inbox.ts'
import { deliver } from '../../state/outbox.ts'
import { draftMessage, type Outgoing, type SendResult } from '../../state/send.ts'
import { redraft } from '../redraft.ts'

export type Proposal = ConversationView['proposals'][number]

const of = (id: string, message: string) => ({ params: { id, message } })

/** Asks for a colleague's word; `back` puts it into the composer again when it is taken back. */
export async function askApproval(row: InboxRow, out: Outgoing, back: () => void): Promise<SendResult> {
  const message = uuid7()
  const body = {
    text: out.text,
    seenSeq: out.seenSeq,
    next: out.next,
    ...(out.attachments.length > 0 && { attachments: out.attachments.map(({ id }) => id) }),
    ...(out.disposition !== null && { disposition: out.disposition }),
    ...(out.mail !== null && { mail: out.mail }),
    ...(out.way.id !== row.id && { way: out.way.id }),
  }
  try {
    const route = 'PUT /api/v1/conversations/:id/proposals/:message'
    takeRow(await deliver(row.id, () => call(route, { ...of(row.id, message), body })))
    await openTalk(row.id)
    showBar({ text: 'approval.asked', undo: () => void takeBack(row.id, message).then((did) => did && back()) })
    return { state: 'sent' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code !== 'stale') return { state: 'refused', reason: error.message }
    await openTalk(row.id)
    return { state: 'stale', missed: Array.isArray(error.problem.missed) ? error.problem.missed.length : 1 }
  }
}

async function takeBack(id: string, message: string): Promise<boolean> {
  return done(id, () => call('DELETE /api/v1/conversations/:id/proposals/:message', of(id, message)))
}

/** Into the composer, to be written anew: nobody is asked any more. */
export async function takeToComposer(row: InboxRow, proposal: Proposal): Promise<void> {
  const message = draftMessage(row, proposal.id, proposal, row.visibility)
  if (await takeBack(row.id, proposal.id)) redraft(message)
}

/** It goes, as it is or as it was made better. */
export function approve(row: InboxRow, { id, rev }: Proposal, text?: string): Promise<boolean> {
  const body = { rev, seenSeq: row.lastContactSeq, ...(text !== undefined && { text }) }
  const say = () => call('PUT /api/v1/conversations/:id/proposals/:message/approval', { ...of(row.id, id), body })
  return done(row.id, say, 'approval.sent')
}

export function giveBack(row: InboxRow, { id, rev }: Proposal, remark: string): Promise<boolean> {
  const body = { rev, remark }
  const say = () => call('PUT /api/v1/conversations/:id/proposals/:message/return', { ...of(row.id, id), body })
  return done(row.id, say, 'approval.given-back')
}

/** What was refused is shown as it is now: somebody else was faster, or the customer has written. */
async function done(id: string, say: () => Promise<InboxRow>, text?: string): Promise<boolean> {
  try {
    takeRow(await deliver(id, say))
    await openTalk(id)
    if (text !== undefined) showBar({ text })
    return true
  } catch (error) {
    failed(error)
    await openTalk(id)
    return false
  }
}
