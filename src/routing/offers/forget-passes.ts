import { sql, type Tx } from '#kernel/db'

/**
 * Work that everybody who is there has passed would wait for nobody: when there is no one left to whom it was not offered, all may be
 * asked again.
 */
export const forgetPasses = (tx: Tx) =>
  sql`
    update routing.work_item w set passed = '{}'
    where w.state = 'waiting' and w.passed <> '{}'
      and not exists (select from routing.presence p where p.state = 'available' and not (p.agent_id = any(w.passed)))
      and exists (select from routing.presence p where p.state = 'available')`.execute(tx)
