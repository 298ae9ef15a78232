-- Work that a queue offers instead of giving: somebody has so many seconds to take it, and it waits in its queue meanwhile.
alter table routing.queue
  add column offer_seconds integer check (offer_seconds between 10 and 300); -- null: given at once

create table routing.offer (
  id              uuid        primary key,
  work_item_id    uuid        not null references routing.work_item (id),
  conversation_id uuid        not null,
  brand_id        uuid        not null,
  queue_id        uuid        not null references routing.queue (id),
  agent_id        uuid        not null,
  weight          integer     not null,              -- slots it keeps free for them while they think
  facts           jsonb       not null default '{}', -- why they, as in an assignment
  at              timestamptz not null,
  until           timestamptz not null,
  settled_at      timestamptz,
  how             text        check (how in ('accepted', 'declined', 'missed', 'gone')),
  rev             integer     not null default 1,
  check ((settled_at is null) = (how is null))
);
create unique index offer_open on routing.offer (work_item_id) where settled_at is null;
create index offer_agent on routing.offer (agent_id) where settled_at is null;
create index offer_conversation on routing.offer (conversation_id, at desc);

-- What takes an advisor's room: what they have, and what they are just offered.
create view routing.held as
  select agent_id, weight from routing.work_item where state = 'assigned'
  union all
  select agent_id, weight from routing.offer where settled_at is null;

alter table routing.presence
  add column missed integer not null default 0; -- offers in a row that had no answer
