-- A customer who comes back waits a while for whoever had them last, then for anybody.
alter table routing.queue
  add column sticky_minutes integer default 5 check (sticky_minutes between 1 and 1440),  -- how long at most; null: not at all
  add column sticky_days    integer not null default 30 check (sticky_days between 1 and 365); -- how far back "last" reaches
alter table routing.work_item
  add column kept_for   uuid,
  add column kept_at    timestamptz,
  add column kept_until timestamptz,
  add column kept_why   text,                              -- last: who had the customer last
  add constraint work_item_kept check ((kept_for is null) = (kept_until is null) and (kept_for is null) = (kept_at is null)
    and (kept_for is null) = (kept_why is null));
create index work_item_kept on routing.work_item (queue_id) where state = 'waiting' and kept_for is not null;
