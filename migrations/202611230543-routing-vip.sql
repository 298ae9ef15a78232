alter table routing.queue
  add column vip_kept_minutes  integer not null default 5  check (vip_kept_minutes between 0 and 1440),   -- for the named advisor, then the back-up
  add column vip_ahead_minutes integer not null default 60 check (vip_ahead_minutes between 0 and 10080); -- so much further ahead in the line
alter table routing.work_item
  add column vip          text,         -- the kind of the customer's standing
  add column place        timestamptz,  -- stands in the line as if it had come then; null: when it came
  add column backup_for   uuid,         -- after kept_for it is kept for this one,
  add column backup_until timestamptz,  -- until then
  add constraint work_item_backup check ((backup_for is null) = (backup_until is null) and (backup_for is null or kept_for is not null));
create index work_item_line on routing.work_item (queue_id, priority, (coalesce(place, since)), id) where state = 'waiting';
