-- People: brands, contacts with their identities, organisations, consent, mandates, merges; agents, partners, teams.
create schema if not exists people;

create table people.brand (
  id           uuid primary key,
  slug         text        not null unique,
  name         text        not null,
  languages    text[]      not null,                -- in order of fallback
  look         jsonb       not null,
  hours        jsonb       not null,
  first_holder text        not null check (first_holder in ('bot', 'queue')),
  pre_chat     text[]      not null default '{}',
  greeting     jsonb       not null default '{}',
  legal        jsonb       not null default '{}',
  created_at   timestamptz not null,
  rev          integer     not null default 1
);

create table people.organisation (
  id         uuid primary key,
  brand_id   uuid        not null references people.brand (id),
  name       text        not null,
  name_key   text        not null,                  -- folded: one organisation however it is typed
  created_at timestamptz not null,
  unique (brand_id, name_key)
);

create table people.contact (
  id              uuid primary key,
  brand_id        uuid        not null references people.brand (id),
  name            text        not null default '',
  lang            text,
  organisation_id uuid references people.organisation (id),
  scopes          text[]      not null default '{}', -- stamped by the modules that own the scopes
  created_at      timestamptz not null,
  rev             integer     not null default 1,
  merged_into     uuid references people.contact (id),
  erased_at       timestamptz                        -- the row stays as an empty place-holder for what points to it
);
create index contact_brand on people.contact (brand_id, id desc) where merged_into is null and erased_at is null;
create index contact_words on people.contact using gin (to_tsvector('simple', name)) where merged_into is null and erased_at is null;
create index contact_organisation on people.contact (organisation_id) where organisation_id is not null;

-- From nobody knows to proven beyond doubt; the order is the order of trust.
create type people.level as enum ('none', 'claimed', 'channel', 'code', 'strong');

create table people.identity (
  id           uuid primary key,
  contact_id   uuid         not null references people.contact (id),
  brand_id     uuid         not null references people.brand (id),
  channel      text         not null,
  handle       text         not null,               -- as it came
  handle_key   text         not null,               -- as it is compared
  level        people.level not null default 'none',
  verified_at  timestamptz,
  proven       people.level,                        -- a stronger proof that ends
  proven_until timestamptz,
  created_at   timestamptz  not null,
  unique (brand_id, channel, handle_key),
  check ((proven is null) = (proven_until is null))
);
create index identity_contact on people.identity (contact_id);
create index identity_handle on people.identity (handle_key);

-- Each record stands; what holds is the latest of a purpose.
create table people.consent (
  id         uuid primary key,
  contact_id uuid        not null references people.contact (id),
  purpose    text        not null,
  given      boolean     not null,
  how        text        not null,
  at         timestamptz not null,
  by         text        not null
);
create index consent_contact on people.consent (contact_id, purpose, at desc);

create table people.mandate (
  id             uuid primary key,
  contact_id     uuid        not null references people.contact (id), -- who may act
  for_contact_id uuid        not null references people.contact (id), -- for whom
  role           text        not null,
  scope          text        not null,
  proof          text        not null,
  until          timestamptz,
  at             timestamptz not null,
  by             text        not null,
  ended_at       timestamptz,
  ended_by       text
);
create index mandate_contact on people.mandate (contact_id);
create index mandate_for on people.mandate (for_contact_id);

create table people.merge (
  id        uuid primary key,
  brand_id  uuid        not null references people.brand (id),
  into_id   uuid        not null references people.contact (id),
  other_id  uuid        not null references people.contact (id),
  moved     jsonb       not null,                   -- per table, the rows that moved: how to move them back
  scopes    text[]      not null,                   -- what it added to the other's scopes
  at        timestamptz not null,
  by        text        not null,
  undone_at timestamptz,
  undone_by text
);
create index merge_into on people.merge (into_id) where undone_at is null;
create unique index merge_other on people.merge (other_id) where undone_at is null;

-- The id of a contact that was merged stays good: here is whom it means now.
create table people.contact_alias (
  id         uuid primary key references people.contact (id),
  contact_id uuid not null references people.contact (id)
);
create index contact_alias_contact on people.contact_alias (contact_id);

-- Who was erased, so that a restored backup forgets them again. No foreign key: it outlives everything.
create table people.erased (
  id       uuid primary key,
  brand_id uuid        not null,
  at       timestamptz not null,
  by       text        not null
);

create table people.partner (
  id         uuid primary key,
  name       text        not null,
  created_at timestamptz not null,
  rev        integer     not null default 1
);

create table people.agent (
  id          uuid primary key,
  name        text        not null,
  public_name text        not null,
  login       text        not null,
  languages   text[]      not null default '{}',
  skills      jsonb       not null default '[]',
  partner_id  uuid references people.partner (id),
  active      boolean     not null default true,
  created_at  timestamptz not null,
  rev         integer     not null default 1
);

create table people.team (
  id         uuid primary key,
  brand_id   uuid references people.brand (id),
  name       jsonb       not null,
  created_at timestamptz not null,
  rev        integer     not null default 1
);

create table people.team_member (
  team_id  uuid not null references people.team (id),
  agent_id uuid not null references people.agent (id),
  primary key (team_id, agent_id)
);
create index team_member_agent on people.team_member (agent_id);
