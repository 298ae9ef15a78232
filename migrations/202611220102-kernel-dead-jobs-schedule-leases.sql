-- Jobs that used up their tries: kept, shown to administrators, replayed or discarded by them.
create table kernel.dead_job (
  id         bigint      primary key,               -- the job's own: replayed, it keeps its place in its lane
  kind       text        not null,
  key        text,
  lane       text,
  payload    jsonb       not null,
  created_at timestamptz not null,
  died_at    timestamptz not null,
  tries      integer     not null,
  error      text        not null                   -- a name and a code, never a message
);
create index dead_job_kind on kernel.dead_job (kind, id);

-- What runs every so many seconds, on one node at a time.
create table kernel.schedule (
  name          text        primary key,
  every_seconds integer     not null,
  last_run_at   timestamptz,                        -- by the application's clock; null = never
  leased_until  timestamptz,                        -- by the database's clock
  leased_by     uuid
);

-- One node holds a name until a moment of the database's clock.
create table kernel.lease (
  name    text        primary key,
  held_by uuid        not null,
  until   timestamptz not null
);
