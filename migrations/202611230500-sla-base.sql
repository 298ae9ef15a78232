create schema sla;

-- When people work: intervals of local time by weekday, and the days they do not. Without a brand it is the whole operator's.
create table sla.calendar (
  id         uuid        primary key,
  brand_id   uuid,
  name       text        not null,
  time_zone  text        not null,                  -- IANA
  week       jsonb       not null,                  -- [{day 1..7, from, to}]; to not after from passes midnight
  holidays   jsonb       not null default '[]',     -- [{name, date, yearly, from, to}]; without from and to the whole day
  created_at timestamptz not null,
  removed_at timestamptz,
  rev        integer     not null default 1
);

-- What is promised: minutes of open time until the first answer, the next ones, the solution. Null: nothing of this kind.
create table sla.policy (
  id          uuid        primary key,
  brand_id    uuid        not null,
  name        text        not null,
  takes       jsonb       not null default '{"queues":[],"channels":[],"priorities":[]}', -- empty lists name nothing
  calendar_id uuid        references sla.calendar (id),                                   -- null: day and night
  first       integer     check (first between 1 and 525600),
  next        integer     check (next between 1 and 525600),
  resolution  integer     check (resolution between 1 and 525600),
  warn        integer     not null default 75 check (warn between 10 and 99),             -- percent of the time that is used
  place       integer     not null default 0,       -- of two that name as much, the lower one holds
  created_at  timestamptz not null,
  removed_at  timestamptz,
  rev         integer     not null default 1
);
create index policy_brand on sla.policy (brand_id) where removed_at is null;
create index policy_calendar on sla.policy (calendar_id) where removed_at is null;

-- The conversation as clocks see it; its lock orders what happens to its clocks.
create table sla.talk (
  conversation_id uuid        primary key,
  brand_id        uuid        not null,
  answered        boolean     not null default false, -- by a person, ever
  due_at          timestamptz,                        -- what stands on the inbox row
  due_kind        text
);

-- One running or ended clock. It also runs where nothing is promised: a policy made later finds it.
create table sla.clock (
  id              uuid        primary key,
  conversation_id uuid        not null references sla.talk (conversation_id),
  brand_id        uuid        not null,
  kind            text        not null check (kind in ('first', 'next', 'resolution')),
  started_at      timestamptz not null,
  pauses          jsonb       not null default '[]',  -- [{from, to, why}], milliseconds since the epoch; the last may be open
  ended_at        timestamptz,
  ended_why       text,                               -- answered, solved, closed
  undo            jsonb,                              -- what it was before the last reply, while that may be withdrawn
  policy_id       uuid        references sla.policy (id),
  policy_rev      integer,
  calendar_id     uuid        references sla.calendar (id),
  target          integer,                            -- minutes
  warn            integer,
  counted_from    timestamptz not null,               -- the calendar above counts from here
  carried_ms      bigint      not null default 0,     -- used before, by another policy
  due_at          timestamptz,
  warn_at         timestamptz,
  warned_at       timestamptz,
  breached_at     timestamptz,
  next_at         timestamptz                         -- when it warns or breaches next
);
create index clock_conversation on sla.clock (conversation_id, started_at);
create index clock_open on sla.clock (brand_id, conversation_id) where ended_at is null;
create index clock_next on sla.clock (next_at) where next_at is not null;

-- Open clocks being reckoned anew after a change of settings: one run a brand, begun again by the next change.
create table sla.recount (
  brand_id    uuid        primary key,
  run         integer     not null default 1,
  done        integer     not null default 0,
  total       integer     not null default 0,
  after       uuid,                                   -- the conversation reached
  started_at  timestamptz not null,
  ended_at    timestamptz
);
