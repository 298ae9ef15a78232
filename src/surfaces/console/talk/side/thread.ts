import type { Message, Side } from '#conversations/contract'

/** An exchange with an outsider as it is shown: what was said, oldest first, its own words on their way last. */
export interface Thread {
  side: Side
  messages: readonly Message[]
  sending: readonly Message[]
}

export const threadsOf = (
  sides: readonly Side[],
  messages: readonly Message[],
  sending: readonly Message[],
): ReadonlyMap<string, Thread> =>
  new Map(
    sides.map((side) => [
      side.id,
      {
        side,
        messages: messages.filter((message) => message.side === side.id),
        sending: sending.filter((message) => message.side === side.id),
      },
    ]),
  )
