import type { Db } from '#kernel/db'
import type { BrandId, ConversationId, MessageId } from '#kernel/ids'
import type { App, Context } from '#kernel/registry'

export interface SaidMessage {
  id: string
  by: { kind: string; name: string }
  text: string
  at: string
  attachments: readonly { id: string; name: string; mime: string; bytes: number }[]
}

/** What complaints need of those who stand beside or above us. */
export interface Neighbours {
  /** Says it as the caller, as any reply; the same id again changes nothing. */
  send: (ctx: Context, letter: { conversation: ConversationId; id: MessageId; text: string }) => Promise<unknown>
  /** What the customer and the brand said to each other, oldest first. */
  said: (ctx: Context, conversation: ConversationId) => Promise<readonly SaidMessage[]>
  attachment: (ctx: Context, id: string) => Promise<Buffer>
  /** Local dates on which nobody of the brand works. */
  closedDays: (db: Db, brand: BrandId) => Promise<ReadonlySet<string>>
}

const known = new WeakMap<App, Neighbours>()

/** Said once, where all modules are put together. */
export const complaintsWith = (app: App, neighbours: Neighbours): void => void known.set(app, neighbours)

export function neighboursOf(app: App): Neighbours {
  const found = known.get(app)
  if (found === undefined) throw new Error('Complaints do not know how to speak: complaintsWith() was not called.')
  return found
}
