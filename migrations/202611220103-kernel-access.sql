-- Who may come in, with what, and what they did. Nothing here works by being known except as a hash.

-- A person inside signs in with these; the profile is people.agent's.
create table kernel.credential (
  agent_id   uuid        primary key,
  login      text        not null unique,              -- lower case
  name       text        not null,                     -- how sessions and the audit call the person
  hash       text,                                     -- argon2id in PHC form; null until an invitation was used
  changed_at timestamptz not null,
  closed_at  timestamptz                               -- access has ended; grants and history stay
);

create table kernel.session (
  id           uuid        primary key,
  token_hash   bytea       not null unique,
  agent_id     uuid        not null references kernel.credential on delete cascade,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,                   -- whatever happens; idleness ends it earlier
  device       text        not null,                   -- "Firefox on Linux": a class, never a fingerprint
  ended_at     timestamptz
);
create index session_of_agent on kernel.session (agent_id) where ended_at is null;

-- A browser that signed in before is slowed down apart from strangers, so a stranger cannot lock its owner out.
create table kernel.known_device (
  token_hash   bytea       primary key,
  agent_id     uuid        not null references kernel.credential on delete cascade,
  last_seen_at timestamptz not null
);

-- Failed sign-ins by account, source and all together; the subject is a hash.
create table kernel.sign_in_failure (
  subject  bytea       primary key,
  failures integer     not null,
  at       timestamptz not null
);

create table kernel.role (
  name        text    primary key,
  permissions text[]  not null,                        -- exact names, `module.*` or `*`
  built_in    boolean not null default false
);

create table kernel.role_grant (
  id       uuid        primary key,
  agent_id uuid        not null,
  role     text        not null references kernel.role,
  brand    uuid,                                       -- null means every brand
  scope    text        not null default '*',
  by       text        not null,
  at       timestamptz not null
);
create unique index role_grant_once on kernel.role_grant (agent_id, role, coalesce(brand::text, '*'), scope);

create table kernel.api_key (
  id           uuid        primary key,
  prefix       text        not null,                   -- its first characters, to recognise it by
  token_hash   bytea       not null unique,
  name         text        not null,
  role         text        not null references kernel.role,
  brand        uuid,
  created_by   text        not null,
  created_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

create table kernel.visitor_token (
  id              uuid        primary key,
  token_hash      bytea       not null unique,
  brand           uuid        not null,
  contact_id      uuid        not null,
  conversation_id uuid        not null,
  created_at      timestamptz not null,
  last_used_at    timestamptz not null,
  revoked_at      timestamptz
);
create index visitor_token_contact on kernel.visitor_token (contact_id);
create index visitor_token_conversation on kernel.visitor_token (conversation_id);

-- Set-up, invitation, password reset: single purpose, single use.
create table kernel.one_time_token (
  token_hash bytea       primary key,
  purpose    text        not null,
  subject    text        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index one_time_token_subject on kernel.one_time_token (purpose, subject) where used_at is null;

-- Privileged and denied deeds. Each entry is chained to the one before it over a salted digest of its personal part,
-- so that erasing that part (and its salt) leaves the chain whole.
create table kernel.audit (
  id       bigint      primary key,
  at       timestamptz not null,
  by       text        not null,
  deed     text        not null,
  outcome  text        not null check (outcome in ('done', 'denied')),
  brand    uuid,
  subject  text,
  data     jsonb       not null,                       -- ids, codes, numbers
  personal jsonb,                                      -- null when there was none, or when it was erased
  salt     bytea,
  digest   bytea       not null,
  chain    bytea       not null
);
create index audit_at on kernel.audit (at desc);
create table kernel.audit_head (one boolean primary key default true check (one), id bigint not null, chain bytea not null);
insert into kernel.audit_head (id, chain) values (0, '');

-- Answers of verbs that carried an Idempotency-Key, kept 24 h.
create table kernel.idempotency (
  caller     text        not null,
  key        text        not null,
  route      text        not null,
  body_hash  text        not null,
  at         timestamptz not null,
  by_request text        not null,
  status     integer,
  answer     text,
  primary key (caller, key)
);
create index idempotency_at on kernel.idempotency (at);

create table kernel.setting (
  key        text        not null,
  scope_id   text        not null,                     -- '*', a brand's id or an agent's
  value      jsonb       not null,
  rev        bigint      not null default 1,
  changed_at timestamptz not null,
  changed_by text        not null,
  primary key (key, scope_id)
);
