create schema cases;

-- The matter a contact wants settled: it joins conversations over channels and time.
create table cases.matter (
  id         uuid        primary key,
  brand_id   uuid        not null,
  contact_id uuid        not null,
  reference  text        not null unique,           -- that of the conversation that opened it: the one the contact knows
  type       text        not null default 'matter', -- what kind of matter; others than this one come with their own rules
  status     text        not null check (status in ('received', 'working', 'waiting', 'settled')),
  opened_at  timestamptz not null,
  settled_at timestamptz,
  into_id    uuid references cases.matter (id),     -- all of its conversations joined that one; it is found there
  scopes     text[]      not null default '{}',
  rev        integer     not null default 1,
  check ((status = 'settled') = (settled_at is not null))
);
create index matter_contact on cases.matter (contact_id, opened_at desc) where into_id is null;

-- Which conversation is about which matter. `home_id` is the one it opened itself, where it goes back to.
create table cases.matter_conversation (
  conversation_id uuid        primary key,
  matter_id       uuid        not null references cases.matter (id),
  home_id         uuid        not null references cases.matter (id),
  reference       text        not null unique,      -- the conversation's own: whoever was told it is understood
  joined_by       text        not null check (joined_by in ('self', 'suggestion', 'reference', 'person')),
  by              text        not null,
  since           timestamptz not null,
  scopes          text[]      not null default '{}'
);
create index matter_conversation_matter on cases.matter_conversation (matter_id, since);

-- Somebody looked and said: these two are not one matter. It is not suggested again.
create table cases.apart (
  conversation_id uuid        not null,
  matter_id       uuid        not null references cases.matter (id),
  by              text        not null,
  at              timestamptz not null,
  primary key (conversation_id, matter_id)
);
