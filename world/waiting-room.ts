export interface Waiting {
  conversation: string
  brand: string
  lang: string
  topic: string
  /** By the world's clock, in milliseconds. */
  since: number
  /** Kept for whoever sits at the console: simulated colleagues leave it alone. */
  forNewcomer: boolean
}

export interface WaitingRoom {
  enter(one: Waiting): void
  leave(conversation: string): void
  list(): readonly Waiting[]
}

export function waitingRoom(): WaitingRoom {
  const inside = new Map<string, Waiting>()
  return {
    enter: (one) => void (inside.has(one.conversation) || inside.set(one.conversation, one)),
    leave: (conversation) => void inside.delete(conversation),
    list: () => [...inside.values()],
  }
}
