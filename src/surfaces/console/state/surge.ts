import { useEffect } from 'react'
import { call, type Out } from './api.ts'
import { useResource } from './resource.ts'
import { createStore, useStore } from './store.ts'

export type Plan = Out<'GET /api/v1/surge-plans'>['items'][number]
export type Run = NonNullable<Plan['on']>
export type Switches = Plan['switches']

/** Grows whenever the stream tells of a plan: lists of them are read again. */
const told = createStore(0)
export const surgeTold = (): void => told.set((n) => n + 1)

/** The plans of one's brands, and which are on. */
export function useSurgePlans() {
  const news = useStore(told, (n) => n)
  const plans = useResource('surge plans', () => call('GET /api/v1/surge-plans', {}))
  const { reload } = plans
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [news, reload])
  return plans
}
