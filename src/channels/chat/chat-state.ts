import { type VisitorState, visitorStates } from '#conversations'
import type { Clock } from '#kernel/clock'
import type { Db } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { allBrands, type Brand, isOpen, nextOpening } from '#people'
import { type WayBack, waysBack } from '../continue/way-back.ts'
import type { ChatState } from '../contract.ts'

/** What the widget shows about its conversation, for each of the ids that exist. */
export async function chatStates(
  db: Db,
  clock: Clock,
  ids: readonly ConversationId[],
): Promise<Map<ConversationId, ChatState>> {
  const [states, brands, ways] = await Promise.all([visitorStates(db, ids), allBrands(db), waysBack(db, ids)])
  const shown = [...states].flatMap(([id, state]) => {
    const brand = brands.find((candidate) => candidate.id === state.row.brand_id)
    return brand === undefined ? [] : [[id, present(state, ways.get(id), brand, clock)] as const]
  })
  return new Map(shown)
}

function present(
  { row, agentReadSeq, readSeq, waitMinutes }: VisitorState,
  way: WayBack | undefined,
  brand: Brand,
  clock: Clock,
): ChatState {
  const openNow = isOpen(brand.hours, clock.instant())
  const waits = row.holder === 'queue'
  return {
    id: row.conversation_id,
    // These only grow, and do not touch the row: with them in the sum, each look is news.
    rev: row.rev + agentReadSeq + readSeq + (way?.rev ?? 0),
    reference: row.reference,
    status: row.status === 'solved' || row.status === 'closed' ? row.status : 'open',
    with: { kind: whoAnswers(row.holder), name: row.holder === 'agent' ? row.assignee_name : null },
    waitMinutes: waits && openNow ? waitMinutes : null,
    openNow,
    opensAt: openNow ? null : (nextOpening(brand.hours, clock.instant())?.toString() ?? null),
    agentReadSeq,
    readSeq,
    hasWayBack: way?.given === true,
  }
}

const whoAnswers = (holder: VisitorState['row']['holder']): ChatState['with']['kind'] =>
  holder === 'queue' ? 'waiting' : holder

export async function chatState(db: Db, clock: Clock, id: ConversationId): Promise<ChatState> {
  const state = (await chatStates(db, clock, [id])).get(id)
  if (state === undefined) throw new Error('A visitor holds a token of a conversation that is not there.')
  return state
}
