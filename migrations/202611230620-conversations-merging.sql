-- Two conversations of one contact that are worked on as one. What was merged stays a thread of its own for the customer, where they
-- write and read on; whoever works has a copy of each of its messages in the other one.
create table conversations.merging (
  id              uuid        primary key,
  conversation_id uuid        not null references conversations.conversation (id), -- what was merged
  into_id         uuid        not null references conversations.conversation (id), -- where it is worked on now
  by              text        not null,
  at              timestamptz not null,
  was             jsonb       not null,              -- both rows as they were: codes, ids and times, so that undo can put them back
  undone_by       text,
  undone_at       timestamptz
);
create unique index merging_now on conversations.merging (conversation_id) where undone_at is null;
create index merging_into on conversations.merging (into_id) where undone_at is null;

-- A copy says where its message came from: the conversation, and its place there.
alter table conversations.message add column home_id uuid;
alter table conversations.message add column home_seq integer;
