import { call, type Out } from './api.ts'
import { keep, useResource } from './resource.ts'

type Items<T> = T extends { items: (infer I)[] } ? I : never
export type Label = Items<Out<'GET /api/v1/labels'>>
export type Disposition = Items<Out<'GET /api/v1/dispositions'>>
export type Queue = Items<Out<'GET /api/v1/queues'>>
export type Team = Items<Out<'GET /api/v1/teams'>>
export type Agent = Items<Out<'GET /api/v1/agents'>>

const none: never[] = []
/** Small lists that pickers and rows need; read once a page, shown from memory. */
export const useLabels = (): readonly Label[] =>
  useResource('labels', () => call('GET /api/v1/labels', {})).data?.items ?? none
const useReasons = () => useResource('dispositions', () => call('GET /api/v1/dispositions', {}))
export const useDispositions = (): readonly Disposition[] => useReasons().data?.items ?? none
/** Whether people of the brand must say why when they solve. */
export const useReasonRequired = (brand: string): boolean => useReasons().data?.required.includes(brand) ?? false
export const useQueues = (): readonly Queue[] =>
  useResource('queues', () => call('GET /api/v1/queues', {})).data?.items ?? none
export const useAgents = (): readonly Agent[] =>
  useResource('agents', () => call('GET /api/v1/agents', { query: { limit: 200 } })).data?.items ?? none

export const useTeams = (): readonly Team[] =>
  useResource('teams', () => call('GET /api/v1/teams', {})).data?.items ?? none

/** Somebody made, changed or took away a queue: it is so on every screen that shows queues. */
export function queueTold(queue: Queue | { removed: string }): void {
  keep<{ items: Queue[] }>('queues', (now) => {
    const id = 'removed' in queue ? queue.removed : queue.id
    const known = now.items.some((one) => one.id === id)
    if ('removed' in queue) return { ...now, items: now.items.filter((one) => one.id !== id) }
    if (!known) return { ...now, items: [...now.items, queue] }
    return { ...now, items: now.items.map((one) => (one.id === id ? queue : one)) }
  })
}
