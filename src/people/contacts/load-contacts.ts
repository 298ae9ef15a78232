import type { Scope } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { BrandId, ContactId } from '#kernel/ids'
import type { Level } from '../contract.ts'

interface Named {
  id: string
  name: string
}
/** A contact with all that is shown of it; times inside the lists are PostgreSQL's JSON text. */
export interface ContactRow {
  id: ContactId
  brand: BrandId
  scopes: Scope[]
  name: string
  lang: string | null
  organisation: Named | null
  identities: {
    id: string
    channel: string
    handle: string
    level: Level
    verifiedAt: string | null
    until: string | null
  }[]
  consents: { purpose: string; channel: string | null; given: boolean; at: string; how: string }[]
  mandates: { id: string; for: Named; role: string; scope: string; proof: string; until: string | null }[]
  merges: { id: string; contact: Named; at: string; by: string }[]
  since: Date
  rev: number
}

/** In the order of the ids; those that are unknown or erased are left out. A proof that has ended by `now` no longer counts. */
export async function loadContacts(db: Db, ids: readonly ContactId[], now: Date): Promise<ContactRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ContactRow>`
    select c.id, c.brand_id as brand, c.scopes, c.name, c.lang, c.created_at as since, c.rev,
           (select jsonb_build_object('id', o.id, 'name', o.name) from people.organisation o where o.id = c.organisation_id) as organisation,
           ${identities(now)} as identities, ${consents} as consents, ${mandates(now)} as mandates, ${merges} as merges
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)
    join people.contact c on c.id = wanted.id and c.erased_at is null
    order by wanted.place`.execute(db)
  return rows
}

const identities = (now: Date) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'channel', i.channel, 'handle', i.handle, 'verifiedAt', i.verified_at,
              'until', case when i.proven_until > ${now} and i.proven > i.level then i.proven_until end,
              'level', case when i.proven_until > ${now} then greatest(i.level, i.proven) else i.level end) order by i.created_at, i.id)
            from people.identity i where i.contact_id = c.id), '[]')`

// Of what was said for one channel, only what is younger than the last word on all of them.
const consents = sql`
  coalesce((select jsonb_agg(jsonb_build_object('purpose', l.purpose, 'channel', l.channel, 'given', l.given, 'at', l.at, 'how', l.how)
                   order by l.purpose, l.channel nulls first)
            from (select distinct on (k.purpose, k.channel) k.* from people.consent k where k.contact_id = c.id
                  order by k.purpose, k.channel, k.at desc, k.id desc) l
            where l.channel is null or not exists (
              select from people.consent g where g.contact_id = c.id and g.purpose = l.purpose and g.channel is null
                and (g.at, g.id) > (l.at, l.id))), '[]')`

const mandates = (now: Date) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'for', jsonb_build_object('id', f.id, 'name', f.name), 'role', m.role,
              'scope', m.scope, 'proof', m.proof, 'until', m.until) order by m.id)
            from people.mandate m
            left join people.contact_alias a on a.id = m.for_contact_id
            join people.contact f on f.id = coalesce(a.contact_id, m.for_contact_id)
            where m.contact_id = c.id and f.id <> c.id and m.ended_at is null and (m.until is null or m.until > ${now})), '[]')`

const merges = sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'contact', jsonb_build_object('id', x.id, 'name', x.name), 'at', g.at,
              'by', coalesce(b.name, g.by)) order by g.at desc, g.id desc)
            from people.merge g
            join people.contact x on x.id = g.other_id
            left join people.agent b on 'agent:' || b.id = g.by
            where g.into_id = c.id and g.undone_at is null), '[]')`
