create schema channels;

-- One connected page, number, mailbox or widget of a brand.
create table channels.account (
  id              uuid        primary key,
  brand_id        uuid        not null,
  channel         text        not null,
  name            text        not null,
  settings        jsonb       not null default '{}',
  state           text        not null default 'ok' check (state in ('ok', 'expiring', 'needs-reauth', 'limited', 'down')),
  detail          text,
  last_inbound_at timestamptz,
  created_at      timestamptz not null,
  rev             integer     not null default 1
);
create unique index account_own_window on channels.account (brand_id, channel) where channel in ('chat.web', 'form');

-- Raw bytes of providers' deliveries, kept before anything is parsed: nothing is lost after the 200.
create table channels.delivery (
  id           uuid        primary key,
  account_id   uuid        not null references channels.account (id),
  key          text        not null,                   -- provider's delivery id, or a hash of the bytes
  method       text        not null,
  path         text        not null,
  headers      jsonb       not null,
  body         bytea       not null,
  received_at  timestamptz not null,
  parsed_at    timestamptz,
  unique (account_id, key)
);
create index delivery_unparsed on channels.delivery (received_at) where parsed_at is null;

-- Which step of a reply went out, so that a crash between "accepted" and "marked sent" is looked up and never repeated blindly.
create table channels.outbound (
  conversation_id uuid        not null,
  message_id      uuid        not null,
  step            integer     not null,
  state           text        not null check (state in ('sending', 'accepted', 'unknown', 'failed')),
  external_id     text,
  tries           integer     not null default 0,
  error           text,
  at              timestamptz not null,
  primary key (conversation_id, message_id, step)
);
