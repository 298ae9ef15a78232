create schema routing;

create table routing.queue (
  id         uuid        primary key,
  brand_id   uuid        not null,
  name       jsonb       not null,
  push       boolean     not null default false,      -- offers work to whoever is free; else "next" pulls it
  first      boolean     not null default false,      -- where the brand's conversations go unless something says otherwise
  created_at timestamptz not null,
  rev        integer     not null default 1
);
create unique index queue_first on routing.queue (brand_id) where first;

-- The unit of effort: one for each conversation that needs, or has, a person.
-- waiting (in its queue) -> assigned -> parked (pending or snoozed, still that agent's) -> done.
create table routing.work_item (
  id              uuid        primary key,
  conversation_id uuid        not null unique,
  brand_id        uuid        not null,
  queue_id        uuid        not null references routing.queue (id),
  kind            text        not null default 'reply',
  state           text        not null check (state in ('waiting', 'assigned', 'parked', 'done')),
  priority        text        not null,
  since           timestamptz not null,               -- when it began to wait; kept through requeues
  agent_id        uuid,
  weight          integer     not null default 1,     -- slots of capacity it takes
  rev             integer     not null default 1,
  check ((state in ('assigned', 'parked')) = (agent_id is not null))
);
create index work_item_waiting on routing.work_item (queue_id, priority, since, id) where state = 'waiting';
create index work_item_agent on routing.work_item (agent_id) where agent_id is not null;

-- Who got what, when, and why: each assignment can explain itself.
create table routing.assignment (
  id              uuid        primary key,            -- for "next": made by the client, so that a repeat gets the same one
  work_item_id    uuid        not null references routing.work_item (id),
  conversation_id uuid        not null,
  agent_id        uuid        not null,
  why             text        not null,               -- pulled, pushed, assigned, replied
  waited_seconds  integer     not null,
  at              timestamptz not null,
  ended_at        timestamptz,
  ended_why       text
);
create index assignment_item on routing.assignment (work_item_id, at desc);
create index assignment_recent on routing.assignment (at desc);

create table routing.presence (
  agent_id uuid        primary key,
  state    text        not null check (state in ('available', 'busy', 'away', 'offline')),
  reason   text,
  capacity integer     not null default 5 check (capacity between 0 and 50),
  since    timestamptz not null,
  beat_at  timestamptz not null,
  rev      integer     not null default 1
);
create index presence_beat on routing.presence (beat_at) where state in ('available', 'busy');
