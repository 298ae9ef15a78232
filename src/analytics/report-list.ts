import { sql } from '#kernel/db'
import type { RowList } from '#kernel/registry'
import { baseOf } from './measures.ts'
import { seenFacts } from './seen-facts.ts'
import { readToken } from './token.ts'

/** The rows behind a number: the same facts by the same words. */
export const reportList: RowList = {
  name: 'report',
  ids: (ctx, token) => {
    const { name, ask } = readToken(token, ctx.clock.now())
    return sql`select f.conversation_id from analytics.conversation_fact f where ${seenFacts(ctx, ask)} and ${baseOf(name, ask)}`
  },
}
