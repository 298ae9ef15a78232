import { hot } from '#kernel/db'

/**
 * One statement for conversations that begin, each with its row, its first message and its two events; a place in the arrays is one of them.
 * A thread that was there already changes nothing and answers no row.
 */
export const begin = hot<{ id: string; reference: string }>(
  'conversations.begin',
  `with given as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[],
      $11::text[], $12::text[], $13::text[], $14::text[], $15::timestamptz[], $16::uuid[], $17::text[], $18::text[], $19::text[], $20::text[],
      $21::smallint[], $22::timestamptz[], $23::int[])
    as given(id, brand_id, account_id, channel, visibility, thread_key, contact_id, contact_name, reference, subject, lang, page, holder, by, now,
      message_id, external_id, text, preview, html, baked_by, at, attachments)
  ), begun as (
    insert into conversations.conversation (id, brand_id, account_id, channel, visibility, thread_key, contact_id, reference, subject, lang, page,
      created_at)
    select id, brand_id, account_id, channel, visibility, thread_key, contact_id, reference, subject, lang, page, now
    from given order by account_id, thread_key
    on conflict (account_id, thread_key) do nothing
    returning id, reference
  ), fresh as (
    select given.* from given join begun using (id)
  ), row as (
    insert into conversations.inbox_row (conversation_id, brand_id, contact_id, contact_name, channel, visibility, reference, subject, lang,
      created_at, holder, waiting_since, last_text, last_by, last_at, last_seq, last_contact_seq)
    select id, brand_id, contact_id, contact_name, channel, visibility, reference, subject, lang, now, holder, now, preview, 'contact', now, 1, 1
    from fresh
  ), message as (
    insert into conversations.message (conversation_id, id, seq, account_id, external_id, by_kind, visibility, text, html, baked_by, lang, at,
      received_at, attachments)
    select id, message_id, 1, account_id, external_id, 'contact', visibility, text, html, baked_by, lang, at, now, attachments
    from fresh
  ), event as (
    insert into kernel.event (at, name, brand, subject, about, by, data)
    select now, told.name, brand_id, id, jsonb_build_object('contact', contact_id), by, told.data
    from fresh cross join lateral (values
      (1, 'conversation.started', jsonb_build_object('channel', channel, 'accountId', account_id, 'holder', holder)),
      (2, 'message.received', jsonb_build_object('messageId', message_id, 'seq', 1, 'holder', holder, 'wasStatus', 'open', 'accountId', account_id))
    ) as told(place, name, data)
    order by id, told.place
  )
  select id, reference from begun`,
)
