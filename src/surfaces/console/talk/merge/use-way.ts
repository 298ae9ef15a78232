import { useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import type { Talk } from '../../state/desk.ts'

/** By which of its conversations a reply goes to the customer. */
export interface ReplyWay {
  id: string
  reference: string
  channel: string
  visibility: InboxRow['visibility']
}

/** Until somebody chooses, where the customer wrote last: there they look for the answer. */
export function useWay(row: InboxRow, { messages, ways, splitFrom }: Talk) {
  const [chosen, setChosen] = useState<string | null>(null)
  const own: ReplyWay = { id: row.id, reference: row.reference, channel: row.channel, visibility: row.visibility }
  // What was split off has no way of its own.
  const all = splitFrom === null ? [own, ...ways] : [splitFrom]
  const wrote = messages.findLast(({ by }) => by.kind === 'contact')?.home ?? row.id
  const way = all.find(({ id }) => id === (chosen ?? wrote)) ?? all[0] ?? own
  return { ways: all, way, isOwn: way.id === row.id, choose: setChosen }
}
