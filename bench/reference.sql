-- One received message: lock the conversation's row and take its next number, insert the message, insert the event.
-- One statement, one round trip, its own transaction. Schema and use: bench/reference-schema.sql
\set n random(1, 200000)
with row as (
  update bench.conversation
  set last_seq = last_seq + 1, last_at = now(), last_text = 'My line has been down since this morning, can you look?'
  where id = ('00000000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid
  returning id, brand, last_seq
), message as (
  insert into bench.message (conversation, seq, id, by_kind, text, at)
  select id, last_seq, gen_random_uuid(), 'contact',
         'Hello, my line has been down since this morning, can you look? I have already switched the box off and on again, twice, and the lamp in the middle stays red. I work from home and need it before noon, so please tell me when.',
         now()
  from row
)
insert into bench.event (at, name, brand, subject, data)
select now(), 'message.received', brand, id, jsonb_build_object('seq', last_seq, 'holder', 'queue') from row;
