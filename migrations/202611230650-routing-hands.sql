-- A hand that an advisor raised on a conversation: somebody who leads looks, whispers or takes over. What was asked is a note there.
create table routing.hand (
  id              uuid        primary key,           -- made by the client; its note has the same
  conversation_id uuid        not null,
  brand_id        uuid        not null,
  agent_id        uuid        not null,              -- who raised it
  at              timestamptz not null,
  lowered_at      timestamptz,
  how             text        check (how in ('lowered', 'helped', 'taken-over', 'done')),
  rev             integer     not null default 1,
  check ((lowered_at is null) = (how is null))
);
create unique index hand_raised on routing.hand (conversation_id) where lowered_at is null;
create index hand_conversation on routing.hand (conversation_id);
