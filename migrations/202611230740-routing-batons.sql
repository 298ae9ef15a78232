-- A baton: an advisor hands a conversation to another queue with a note of what was done, what is next, and what the customer was told.
create table routing.baton (
  id              uuid        primary key,           -- made by the client
  conversation_id uuid        not null,
  contact_id      uuid        not null,              -- whose words these may hold: for erasure, export and merge
  brand_id        uuid        not null,
  queue_id        uuid        not null,              -- where it was handed
  passed_by       uuid        not null,
  at              timestamptz not null,
  done            text        not null,
  next            text        not null,
  told            text        not null,
  due_at          timestamptz,                       -- by when the customer was told it would be
  ended_at        timestamptz,
  how             text        check (how in ('taken', 'replaced')),
  rev             integer     not null default 1,
  check ((ended_at is null) = (how is null))
);
create unique index baton_open on routing.baton (conversation_id) where ended_at is null;
create index baton_conversation on routing.baton (conversation_id);
create index baton_contact on routing.baton (contact_id);
