import { sql, type Tx } from '#kernel/db'
import { REDACTED, type Redaction } from '#kernel/registry'

/** Takes words out of what is known of conversations: out of text, and a number that is one of them as a whole. */
export async function redactValues(tx: Tx, { conversations, pieces }: Redaction): Promise<void> {
  for (const piece of pieces)
    await sql`
      update people.attribute_value set value =
        case jsonb_typeof(value) when 'string' then to_jsonb(replace(value #>> '{}', ${piece}, ${REDACTED}::text)) end
      where subject = any(${[...conversations]}::uuid[])
        and ((jsonb_typeof(value) = 'string' and position(${piece} in value #>> '{}') > 0)
          or (jsonb_typeof(value) = 'number' and value::text = ${piece}))`.execute(tx)
}
