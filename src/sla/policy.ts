import type { Kind } from './clock.ts'

/** What a policy is for; an empty list names nothing. */
export interface Takes {
  queues: readonly string[]
  channels: readonly string[]
  priorities: readonly string[]
}
export interface Promised {
  id: string
  rev: number
  brand: string
  takes: Takes
  calendar: string | null
  targets: Readonly<Record<Kind, number | null>>
  warn: number
  place: number
}
/** What a conversation is to a policy. */
export interface Matter {
  brand: string
  queue: string | null
  channel: string
  priority: string
}

/** How many groups it names, all of which fit; null when one does not. */
function named({ queues, channels, priorities }: Takes, { queue, channel, priority }: Matter): number | null {
  const groups: [readonly string[], string | null][] = [
    [queues, queue],
    [channels, channel],
    [priorities, priority],
  ]
  const asked = groups.filter(([wanted]) => wanted.length > 0)
  return asked.every(([wanted, is]) => is !== null && wanted.includes(is)) ? asked.length : null
}

/** The policy that names most of what the conversation is; of equals the first by place. Null: nothing is promised. */
export function choosePolicy(policies: readonly Promised[], matter: Matter): Promised | null {
  let best: { policy: Promised; names: number } | null = null
  for (const policy of policies.filter(({ brand }) => brand === matter.brand).sort((a, b) => a.place - b.place)) {
    const names = named(policy.takes, matter)
    if (names !== null && (best === null || names > best.names)) best = { policy, names }
  }
  return best?.policy ?? null
}
