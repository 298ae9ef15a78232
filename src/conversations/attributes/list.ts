import { sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { RowList } from '#kernel/registry'
import { holdersWith } from '#people'

/** Conversations of which, or of whose customer, the same is known: `attribute:<id>:<value as JSON>`. */
export const attributeList: RowList = {
  name: 'attribute',
  ids: ({ actor }, token) => {
    const holders = holdersWith(actor, token)
    if (holders === null)
      throw new Problem('invalid_input', 'This list does not exist any more. Open it again where you found it.', {
        faults: [{ pointer: '/query/list', detail: 'unknown list' }],
      })
    return sql`
      select r.conversation_id from conversations.inbox_row r
      join (${holders}) h on h.brand = r.brand_id
        and case h.holder when 'contact' then h.contact = r.contact_id else h.subject = r.conversation_id end`
  },
}
