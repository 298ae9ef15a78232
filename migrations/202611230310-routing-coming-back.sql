-- Work comes back to its queue when it gets no answer, and is not offered again to who gave it back or let it lie.
alter table routing.queue
  add column silence_minutes integer check (silence_minutes between 1 and 10080);
alter table routing.work_item
  add column passed uuid[] not null default '{}';
create index work_item_assigned on routing.work_item (queue_id) where state = 'assigned';

-- A queue that was taken away stays known to what went through it; nothing waits in it any more.
alter table routing.queue
  add column removed_at timestamptz,
  add constraint queue_first_stays check (not (first and removed_at is not null));
create index work_item_open on routing.work_item (queue_id, since) where state <> 'done';
