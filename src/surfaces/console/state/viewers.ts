import { useAgents } from './directory.ts'
import { createStore, useStore } from './store.ts'

export interface Viewer {
  id: string
  name: string
  doing: 'viewing' | 'typing'
}
interface Heard {
  /** `agent:<id>` or `visitor:<id>`. */
  by: string
  doing: Viewer['doing']
  until: number
}
/** Who else looks at a conversation, by whispers: kept nowhere, may be lost, forgotten when not repeated. */
const heardOf = createStore<ReadonlyMap<string, readonly Heard[]>>(new Map())
const none: readonly Heard[] = []

export function hear(conversation: string, by: string, kind: string, seconds: number): void {
  heardOf.set((now) => {
    const others = (now.get(conversation) ?? none).filter((each) => each.by !== by)
    if (kind === 'idle') return new Map(now).set(conversation, others)
    const doing = kind === 'viewing' ? 'viewing' : 'typing'
    return new Map(now).set(conversation, [...others, { by, doing, until: Date.now() + seconds * 1000 }])
  })
}

/** Drops who has not been heard of for a while. */
export function forgetSilent(): void {
  const now = Date.now()
  heardOf.set((held) => {
    if (![...held.values()].some((list) => list.some((each) => each.until < now))) return held
    return new Map([...held].map(([id, list]) => [id, list.filter((each) => each.until >= now)]))
  })
}

const useHeard = (conversation: string): readonly Heard[] => useStore(heardOf, (now) => now.get(conversation) ?? none)

export function useViewers(conversation: string): readonly Viewer[] {
  const heard = useHeard(conversation)
  const agents = useAgents()
  return heard.flatMap(({ by, doing }) => {
    const agent = agents.find((each) => by === `agent:${each.id}`)
    return agent === undefined ? [] : [{ id: agent.id, name: agent.name, doing }]
  })
}
export const useCustomerTyping = (conversation: string): boolean =>
  useHeard(conversation).some((each) => each.by.startsWith('visitor:') && each.doing === 'typing')
