import type { Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { answersByMail } from '../continue/mailbox-of.ts'
import { waitingIn } from '../continue/waiting.ts'
import { HERE_MS } from '../continue/when-due.ts'

/** When what waits unread in this conversation's window goes by mail. Null: nothing waits, it cannot go, or somebody is there. */
export async function leavesAt(app: App, tx: Tx, id: ConversationId): Promise<Date | null> {
  const waiting = await waitingIn(app, tx, id)
  if (waiting === null || !(await answersByMail(tx, waiting.talk.brand))) return null
  const { seenAt, due } = waiting
  const isHere = seenAt !== null && tx.clock.now().getTime() - seenAt.getTime() < HERE_MS
  return isHere ? null : due
}
