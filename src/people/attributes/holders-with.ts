import type { Actor } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'

/**
 * Those of whom something is known, by `<attribute>:<value as JSON>`: SQL that selects brand, holder, contact and subject. Null when
 * the token says nothing. Of a list of several, each that has this one among them; of what only leads read, for others none.
 */
export function holdersWith(actor: Actor, token: string): RawBuilder<unknown> | null {
  const [, id, value] = /^([0-9a-f-]{36}):(.+)$/s.exec(token) ?? []
  if (id === undefined || value === undefined || !isJson(value)) return null
  const isLead = actor.grants.some(({ permission }) => ['*', 'attribute.guarded'].includes(permission))
  const worksWith = actor.grants.some(({ permission }) =>
    ['*', 'contact.edit', 'conversation.work'].includes(permission),
  )
  const readable = isLead ? ['all', 'works', 'leads'] : worksWith ? ['all', 'works'] : ['all']
  return sql`
    select d.brand_id as brand, d.holder, v.contact_id as contact, v.subject
    from people.attribute d join people.attribute_value v on v.attribute_id = d.id
    where d.id = ${id}::uuid and d.reads = any(${readable}::text[]) and v.value @> ${value}::jsonb`
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
