-- Prepared switches for when too many write at once: on with a reason, ends by itself.
create table routing.surge_plan (
  id         uuid        primary key, -- made by the client
  brand_id   uuid        not null,
  name       jsonb       not null,
  switches   jsonb       not null,    -- which switches it sets, each optional
  created_at timestamptz not null,
  removed_at timestamptz,             -- stays known to its runs
  rev        integer     not null default 1
);
create index surge_plan_brand on routing.surge_plan (brand_id) where removed_at is null;

create table routing.surge_run (
  id        uuid        primary key, -- made by the client
  plan_id   uuid        not null references routing.surge_plan (id),
  brand_id  uuid        not null,
  switches  jsonb       not null,    -- as the plan had them when it was switched on
  since     timestamptz not null,
  until     timestamptz not null,
  said      jsonb       not null,    -- who switched it on, prolonged or ended it, when and with what reason
  ended_at  timestamptz,
  ended_why text        check (ended_why in ('ended', 'over')),
  check ((ended_at is null) = (ended_why is null))
);
create unique index surge_run_on on routing.surge_run (brand_id) where ended_at is null;
create index surge_run_plan on routing.surge_run (plan_id, since);

-- Which conversations a run sent to another queue than theirs.
create table routing.surge_share (
  run_id          uuid        not null references routing.surge_run (id),
  conversation_id uuid        not null,
  from_id         uuid        not null,
  to_id           uuid        not null,
  at              timestamptz not null,
  primary key (run_id, conversation_id)
);
create index surge_share_conversation on routing.surge_share (conversation_id);
