import type { AssignmentFacts } from '../tables.ts'

/** The kind of standing its customer had when it was given, for what it costs others. */
export const vipFacts = (kind: string | null): AssignmentFacts => (kind === null ? {} : { vip: kind })

/** Where it stood when the queue's order gave it. */
export const orderFacts = (item: { vip: string | null; priority: string }): AssignmentFacts => ({
  priority: item.priority,
  ...vipFacts(item.vip),
})
