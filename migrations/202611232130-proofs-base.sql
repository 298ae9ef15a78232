-- A customer is asked, in a conversation, to prove on their own device who they are. Staff see that it was asked and what came of
-- it; what proves it (a code) is kept only as a hash, and the link that leads there, too.
create schema proofs;

create table proofs.request (
  id              uuid        primary key,             -- made by who asks
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  contact_id      uuid        not null,
  level           text        not null check (level in ('channel', 'code')),
  state           text        not null default 'asked'
    check (state in ('asked', 'opened', 'proved', 'failed', 'expired', 'declined', 'withdrawn')),
  message_id      uuid        not null,                -- by which the link went out
  token_hash      bytea       not null unique,
  asked_by        text        not null,
  asked_at        timestamptz not null,
  expires_at      timestamptz not null,                -- of the link
  opened_at       timestamptz,
  ended_at        timestamptz,
  holds_minutes   integer     not null check (holds_minutes > 0),
  until           timestamptz,                         -- of the level, once it is proved
  rev             integer     not null default 1,
  check ((ended_at is null) = (state in ('asked', 'opened'))),
  check ((until is null) = (state <> 'proved'))
);
create unique index request_open on proofs.request (conversation_id) where ended_at is null;
create index request_conversation on proofs.request (conversation_id, asked_at desc);
create index request_contact on proofs.request (contact_id);
create index request_message on proofs.request (message_id);

create table proofs.code (
  id          uuid        primary key,                 -- of the letter it goes by
  request_id  uuid        not null references proofs.request (id) on delete cascade,
  identity_id uuid        not null,                    -- where it goes
  code_hash   bytea,                                   -- null until it leaves, and once it is spent
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  tries       integer     not null default 0
);
create index code_request on proofs.code (request_id, made_at desc);
create index code_identity on proofs.code (identity_id, made_at desc);
