-- When a brand asked nobody, and asks nobody afterwards about that time.
create table voice.pause (
  run_id   uuid        primary key, -- of the plan that paused it
  brand_id uuid        not null,
  since    timestamptz not null,
  ended_at timestamptz
);
create index pause_brand on voice.pause (brand_id, since);
