-- The fixed yardstick's tables: the least that a received message must write, and nothing else. Never changed to make
-- a figure look better; a change makes all earlier figures worthless.
-- Use: psql "$DATABASE_URL" -f bench/reference-schema.sql
--      pgbench -n -M prepared -c 32 -j 2 -T 30 -f bench/reference.sql "$DATABASE_URL"
drop schema if exists bench cascade;
create schema bench;

create table bench.conversation (
  id       uuid        primary key,
  brand    uuid        not null,
  contact  uuid        not null,
  status   text        not null,
  last_seq integer     not null default 0,
  last_at  timestamptz not null,
  last_text text       not null default ''
) with (fillfactor = 80);

create table bench.message (
  conversation uuid        not null references bench.conversation (id),
  seq          integer     not null,
  id           uuid        not null unique,
  by_kind      text        not null,
  text         text        not null,
  at           timestamptz not null,
  primary key (conversation, seq)
);

create table bench.event (
  seq     bigint      generated always as identity,
  pos     bigint,
  at      timestamptz not null,
  name    text        not null,
  brand   uuid        not null,
  subject uuid        not null,
  data    jsonb       not null
);
create index on bench.event (seq) where pos is null;
create index on bench.event (subject, seq);

-- 200,000 conversations whose ids pgbench can work out from a number.
insert into bench.conversation (id, brand, contact, status, last_at)
select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '00000000-0000-7000-8000-00000000b001',
       ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, 'open', '2026-01-01T00:00:00Z'
from generate_series(1, 200000) as n;

vacuum analyze bench.conversation, bench.message, bench.event;
