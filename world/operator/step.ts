import type { InputOf, Route } from '../api/client.ts'

/** One request that makes one thing of the operator. */
export type Step = { [K in Route]: { route: K; input: InputOf<K> } }[Route]

export const step = <K extends Route>(route: K, input: InputOf<K>): Step => ({ route, input }) as Step
