create schema channels;

-- One connected page, number, mailbox or widget of a brand.
create table channels.account (
  id              uuid        primary key,
  brand_id        uuid        not null,
  channel         text        not null,
  name            text        not null,
  settings        jsonb       not null default '{}',
  secrets         jsonb       not null default '{}',   -- sealed, by name; written only
  allow           text[]      not null default '{}',   -- host:port that an administrator listed: may be private
  state           text        not null default 'ok' check (state in ('ok', 'expiring', 'needs-reauth', 'limited', 'down')),
  detail          text,
  last_inbound_at timestamptz,
  disconnected_at timestamptz,                         -- nothing comes in or goes out any more; its conversations stay
  created_at      timestamptz not null,
  rev             integer     not null default 1
);
create unique index account_own_window on channels.account (brand_id, channel) where channel in ('chat.web', 'form');

-- Raw bytes of providers' deliveries, kept before anything is parsed: nothing is lost after the 200.
create table channels.delivery (
  id           uuid        primary key,
  seq          bigint      generated always as identity, -- the order they are read in
  account_id   uuid        not null references channels.account (id),
  key          text        not null,                   -- provider's delivery id, or a hash of the bytes
  method       text        not null,
  path         text        not null,
  headers      jsonb       not null,
  body         bytea       not null,
  received_at  timestamptz not null,
  parsed_at    timestamptz,
  aside_at     timestamptz,                            -- could not be read: it is tried alone, the others go on
  unique (account_id, key)
);
create index delivery_unread on channels.delivery (account_id, seq) where parsed_at is null and aside_at is null;
create index delivery_received on channels.delivery (received_at);

-- What was read out of them: one row an event, whatever way and however often it came. Its content goes when it was taken.
create table channels.inbound (
  id              uuid        primary key,
  account_id      uuid        not null references channels.account (id),
  delivery_id     uuid        not null references channels.delivery (id) on delete cascade,
  key             text        not null,
  event           jsonb,
  received_at     timestamptz not null,
  taken_at        timestamptz,
  contact_id      uuid,
  conversation_id uuid,
  unique (account_id, key)
);
create index inbound_contact on channels.inbound (contact_id) where contact_id is not null;
create index inbound_delivery on channels.inbound (delivery_id);

-- Which step of a reply went out, so that a crash between "accepted" and "marked sent" is looked up and never repeated blindly.
create table channels.outbound (
  conversation_id uuid        not null,
  message_id      uuid        not null,
  step            integer     not null,
  account_id      uuid        not null references channels.account (id),
  state           text        not null check (state in ('sending', 'waiting', 'accepted', 'unknown', 'failed')),
  external_id     text,
  tries           integer     not null default 0,
  error           text,                                -- a code, never a sentence
  first_at        timestamptz not null,
  at              timestamptz not null,
  primary key (conversation_id, message_id, step)
);
create index outbound_external on channels.outbound (account_id, external_id) where external_id is not null;

-- Receipts for what we do not know yet: the provider may be quicker than its own answer.
create table channels.early_receipt (
  account_id uuid        not null references channels.account (id),
  ref        text        not null,
  state      text        not null,
  why        text,
  at         timestamptz not null,
  primary key (account_id, ref, state)
);
