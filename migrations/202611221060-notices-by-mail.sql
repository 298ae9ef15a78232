-- How an agent wants to be told by mail; without a row in the app alone.
create table notices.mail_choice (
  agent_id    uuid        primary key,
  ways        jsonb       not null,                   -- by kind: app, mail, digest
  digest      jsonb       not null,                   -- {every: hour or day, at: hour of the day}
  quiet       jsonb,                                  -- {from, to, days}; null: never
  urgent      boolean     not null,                   -- warnings break through quiet hours
  time_zone   text        not null,
  lang        text        not null,
  changed_at  timestamptz not null
);

-- Each mail is written down before it leaves; one that is still "sending" later may have arrived, and is not sent again.
create table notices.mail (
  id          uuid        primary key,
  agent_id    uuid        not null,
  way         text        not null check (way in ('mail', 'digest')),
  state       text        not null check (state in ('sending', 'sent', 'unknown', 'failed')),
  error       text,
  token_hash  bytea       unique,                     -- of the link that ends digests; null: it has none
  at          timestamptz not null
);
create index mail_at on notices.mail (at);

-- The mail that told it, so that it is told once.
alter table notices.notice add column mail_id uuid references notices.mail (id) on delete set null;
alter table notices.notice add column mailed_at timestamptz;
create index notice_unmailed on notices.notice (agent_id, at) where read_at is null and mailed_at is null;
