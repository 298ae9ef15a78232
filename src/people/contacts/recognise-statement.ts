import { hot } from '#kernel/db'

/**
 * One statement for identities that somebody wrote from; a place in the arrays is one of them, named by the id it would get. Answers the
 * contact of each. Every look-up names its rows, so that no plan depends on how full the tables happen to be. A race is settled by the unique key: whoever comes second gets the first one's contact, and adds none.
 */
export const recognise = hot<{ id: string; contact_id: string; created: boolean }>(
  'people.recognise',
  `with given as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::people.level[], $8::text[], $9::text[], $10::text[],
      $11::timestamptz[])
    as given(id, contact_id, brand_id, channel, handle, handle_key, level, name, lang, by, now)
  ), known as (
    select given.id, i.id as identity_id, i.contact_id, given.level, given.now from given cross join lateral (
      select i.id, i.contact_id from people.identity i
      where i.brand_id = given.brand_id and i.channel = given.channel and i.handle_key = given.handle_key limit 1) i
  ), risen as (
    update people.identity i set level = known.level, verified_at = known.now
    from known where i.id = any(array(select identity_id from known)) and i.id = known.identity_id and i.level < known.level
  ), added as (
    insert into people.identity (id, contact_id, brand_id, channel, handle, handle_key, level, verified_at, created_at)
    select id, contact_id, brand_id, channel, handle, handle_key, level, case when level = 'channel' then now end, now
    from given where (select known.id from known where known.id = given.id) is null
    order by brand_id, channel, handle_key
    on conflict (brand_id, channel, handle_key) do update set handle_key = excluded.handle_key
    returning brand_id, channel, handle_key, contact_id
  ), met as (
    select given.*, added.contact_id as met_id, added.contact_id = given.contact_id as created
    from given join added using (brand_id, channel, handle_key)
  ), contact as (
    insert into people.contact (id, brand_id, name, lang, created_at)
    select contact_id, brand_id, name, lang, now from met where created
  ), event as (
    insert into kernel.event (at, name, brand, subject, about, by, data)
    select now, 'contact.created', brand_id, contact_id, jsonb_build_object('contact', contact_id), by, jsonb_build_object('contactId', contact_id)
    from met where created
  )
  select id, contact_id, false as created from known
  union all
  select id, met_id, created from met`,
)
