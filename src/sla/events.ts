import type { AgentId, BrandId, QueueId } from '#kernel/ids'
import type { Kind } from './clock.ts'

interface Told {
  clockId: string
  clock: Kind
  policyId: string
  /** RFC 3339. */
  dueAt: string
  /** Minutes that were promised. */
  target: number
  queueId?: QueueId
  agentId?: AgentId
}

declare module '#kernel/events' {
  interface EventMap {
    /** The subject is the conversation. */
    'clock.warned': Told
    'clock.breached': Told
    'calendar.changed': { calendarId: string }
    'sla-policy.changed': { policyId: string }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'sla.ring': { clockId: string }
    'sla.recount': { brandId: BrandId }
  }
}
