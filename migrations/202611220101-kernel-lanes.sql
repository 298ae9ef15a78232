-- Handlers follow the log in 16 lanes by subject: who works a lane, how far each handler is, what it could not do.
create table kernel.lane (
  lane         smallint primary key,
  epoch        integer  not null default 0,         -- grows when cursors were moved behind the worker's back (replay)
  leased_by    uuid,
  leased_until timestamptz                          -- by the database's clock
);
insert into kernel.lane (lane) select generate_series(0, 15);

create table kernel.cursor (
  handler   text     not null,
  lane      smallint not null references kernel.lane,
  pos       bigint   not null,
  replay_to bigint   not null default 0,            -- a replay runs up to here
  resume_at bigint   not null default 0,            -- and then goes on from here
  quiet     boolean  not null default true,         -- during a replay no jobs are enqueued and no events published
  primary key (handler, lane)
) with (fillfactor = 50);

-- The first event of a subject that a handler failed on, and those that must wait behind it.
create table kernel.parked (
  handler   text        not null,
  lane      smallint    not null references kernel.lane,
  subject   uuid        not null,
  pos       bigint      not null,
  tries     integer     not null default 0,
  code      text,                                   -- a name and a code, never a message
  retry_at  timestamptz,                            -- by the database's clock; null: waits behind another, or for a person
  quiet     boolean     not null default false,     -- it failed in a replay: tried again without jobs and events
  parked_at timestamptz not null,
  primary key (handler, pos)
);
create index parked_subject on kernel.parked (lane, handler, subject, pos);
create index parked_retry on kernel.parked (retry_at) where retry_at is not null;

-- Reads a stretch of the log by index whatever the statistics say: a plan made while the table was empty must not outlive that.
create function kernel.read_log(after bigint, up_to bigint, lanes smallint[], names text[], most integer)
returns setof kernel.event language plpgsql stable
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
as $$
begin
  return query
    select * from kernel.event e
    where e.pos > after and e.pos <= up_to
      and (lanes is null or e.lane = any (lanes)) and (names is null or e.name = any (names))
    order by e.pos limit most;
end $$;
