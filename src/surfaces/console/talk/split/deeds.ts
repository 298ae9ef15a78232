import type { InboxRow, Way } from '#conversations/contract'
import { uuid7 } from '../../../shared/uuid7.ts'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { openTalk, takeRow } from '../../state/inbox.ts'

/** From this message on it is a conversation of its own, which is opened; the bar takes it back. Answers its id. */
export async function splitTalk(
  row: Pick<InboxRow, 'id' | 'reference'>,
  message: string,
  onOpen: (id: string) => void,
): Promise<void> {
  const split = uuid7()
  try {
    const made = await call('PUT /api/v1/conversations/:id/splits/:split', {
      params: { id: row.id, split },
      body: { message },
    })
    takeRow(made)
    await openTalk(row.id)
    onOpen(split)
    const undo = () => void unsplitTalk(row, made, onOpen)
    showBar({ text: 'split.done', values: { reference: made.reference }, undo })
  } catch (error) {
    failed(error)
  }
}

export async function unsplitTalk(
  row: Pick<InboxRow, 'id' | 'reference'>,
  split: Pick<Way, 'id' | 'reference'>,
  onOpen: (id: string) => void,
): Promise<void> {
  try {
    takeRow(await call('DELETE /api/v1/conversations/:id/splits/:split', { params: { id: row.id, split: split.id } }))
    await Promise.all([openTalk(row.id), openTalk(split.id)])
    onOpen(row.id)
    showBar({ text: 'split.undone', values: { reference: split.reference } })
  } catch (error) {
    failed(error)
  }
}
