import type { InboxRow, Way } from '#conversations/contract'
import { call } from '../../state/api.ts'
import { perform } from '../../state/deeds.ts'
import { openTalk } from '../../state/inbox.ts'

const pair = (id: string, other: string) => ({ params: { id, other } })

/** The other one is worked on here from now on; the bar takes it back. */
export async function mergeTalk({ id }: Pick<InboxRow, 'id'>, other: Pick<Way, 'id' | 'reference'>): Promise<void> {
  const done = await perform({
    id,
    change: {},
    say: () => call('PUT /api/v1/conversations/:id/merged/:other', pair(id, other.id)),
    done: 'join.done',
    values: { reference: other.reference },
    undo: () => void unmergeTalk(id, other),
  })
  if (done) await openTalk(id)
}

export async function unmergeTalk(id: string, other: Pick<Way, 'id' | 'reference'>, open = id): Promise<void> {
  const done = await perform({
    id,
    change: {},
    say: () => call('DELETE /api/v1/conversations/:id/merged/:other', pair(id, other.id)),
    done: 'join.undone',
    values: { reference: other.reference },
    undo: () => void mergeTalk({ id }, other),
  })
  if (done) await openTalk(open)
}
