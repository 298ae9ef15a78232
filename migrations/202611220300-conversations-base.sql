create schema conversations;

-- Closed lists of words. Domains, not check constraints on the tables: PostgreSQL reads a table's check constraints anew at every
-- execution, which was a third of the cost of receiving a message; a domain is checked only where a value of it is made.
create domain conversations.status as text check (value in ('open', 'pending', 'snoozed', 'solved', 'closed'));
create domain conversations.priority as text check (value in ('P1', 'P2', 'P3', 'P4'));
create domain conversations.holder as text check (value in ('bot', 'queue', 'agent'));
create domain conversations.author as text check (value in ('contact', 'agent', 'bot', 'system'));
create domain conversations.visibility as text check (value in ('public', 'private', 'note'));
create domain conversations.delivery as text
  check (value in ('queued', 'sent', 'delivered', 'read', 'failed', 'withdrawn', 'unknown'));

-- What a conversation is. What it is doing now stands in inbox_row.
create table conversations.conversation (
  id          uuid        primary key,
  brand_id    uuid        not null,
  account_id  uuid        not null,                  -- channels' account
  channel     text        not null,
  visibility  conversations.visibility not null check (visibility <> 'note'),
  thread_key  text        not null,                  -- the outside's id that joins messages
  contact_id  uuid        not null,
  reference   text        not null unique,
  subject     text,
  lang        text,
  page        text,                                  -- path it was started on, without query
  created_at  timestamptz not null,
  unique (account_id, thread_key)
);
create index conversation_contact on conversations.conversation (contact_id, created_at desc);

-- What every list, view, count, bulk action and rule reads. One row a conversation; its lock orders the conversation.
-- was_status holds the value before the last change, so that one statement can tell both. No generated column and no check here:
-- both are set up anew at every execution, and this row is written with every message.
create table conversations.inbox_row (
  conversation_id  uuid        primary key references conversations.conversation (id),
  brand_id         uuid        not null,
  contact_id       uuid        not null,
  contact_name     text        not null,
  channel          text        not null,
  visibility       conversations.visibility not null,
  reference        text        not null,
  subject          text,
  lang             text,
  created_at       timestamptz not null,
  status           conversations.status not null default 'open',
  was_status       conversations.status,
  priority         conversations.priority not null default 'P3',
  holder           conversations.holder not null,
  queue_id         uuid,
  assignee_id      uuid,
  assignee_name    text,
  team_id          uuid,
  due_at           timestamptz,
  due_kind         text,
  waiting_since    timestamptz,
  labels           uuid[]      not null default '{}',
  last_text        text        not null default '',
  last_by          text        not null default 'system',
  last_at          timestamptz not null,
  last_seq         integer     not null default 0,
  last_contact_seq integer     not null default 0,
  snoozed_until    timestamptz,
  disposition_id   uuid,
  csat             smallint,
  solved_at        timestamptz,
  other_scopes     text[]      not null default '{}', -- stamped by modules above
  scopes           text[]      not null default '{}', -- kept by the trigger below
  rev              integer     not null default 1
) with (fillfactor = 75);                            -- room on the page: most updates touch no index

create index inbox_row_open     on conversations.inbox_row (brand_id, priority, (coalesce(waiting_since, 'infinity')), conversation_id) where status = 'open';
create index inbox_row_queue    on conversations.inbox_row (queue_id, priority, (coalesce(waiting_since, 'infinity')), conversation_id) where status = 'open' and holder = 'queue';
create index inbox_row_assignee on conversations.inbox_row (assignee_id, status) where assignee_id is not null;
create index inbox_row_status   on conversations.inbox_row (brand_id, status, created_at desc, conversation_id) where status <> 'open';
create index inbox_row_contact  on conversations.inbox_row (contact_id, created_at desc);
create index inbox_row_snoozed  on conversations.inbox_row (snoozed_until) where snoozed_until is not null;
create index inbox_row_bot      on conversations.inbox_row (waiting_since) where holder = 'bot' and waiting_since is not null;
create index inbox_row_labels   on conversations.inbox_row using gin (labels) where labels <> '{}';

create function conversations.keep_scopes() returns trigger language plpgsql as $$
begin
  if (new.holder = 'agent') <> (new.assignee_id is not null) then
    raise exception 'a conversation is held by an agent exactly when it has an assignee' using errcode = 'check_violation';
  end if;
  new.scopes := array_remove(array['queue:' || new.queue_id::text, 'agent:' || new.assignee_id::text, 'team:' || new.team_id::text], null)
    || new.other_scopes;
  return new;
end $$;
create trigger keep_scopes before insert or update of holder, queue_id, assignee_id, team_id, other_scopes on conversations.inbox_row
  for each row execute function conversations.keep_scopes();

-- How many conversations each view holds: appended in the statement that changes a row, folded together by a job.
-- Appending instead of updating keeps two advisors' verbs from waiting for each other's counter.
create table conversations.view_count (
  brand_id uuid   not null,
  key      text   not null,                          -- open, unassigned, bot, pending, snoozed, solved, queue:<id>, agent:<id>
  n        bigint not null
);
create index view_count_key on conversations.view_count (brand_id, key);

create function conversations.view_keys(r conversations.inbox_row) returns text[] language sql immutable as $$
  select array_remove(array[
    case when r.status in ('open', 'pending', 'snoozed', 'solved') then r.status end,
    case when r.status = 'open' and r.holder = 'queue' then 'unassigned' end,
    case when r.status = 'open' and r.holder = 'bot' then 'bot' end,
    case when r.status = 'open' and r.holder = 'queue' then 'queue:' || r.queue_id::text end,
    case when r.status in ('open', 'pending') and r.holder = 'agent' then 'agent:' || r.assignee_id::text end], null)
$$;

create function conversations.count_views() returns trigger language plpgsql as $$
begin
  insert into conversations.view_count (brand_id, key, n)
  select brand_id, key, sum(n) from (
    select new.brand_id, unnest(conversations.view_keys(new)) as key, 1 as n
    union all
    select old.brand_id, unnest(conversations.view_keys(old)), -1 where tg_op = 'UPDATE'
  ) change group by brand_id, key having sum(n) <> 0;
  return null;
end $$;
create trigger count_views_insert after insert on conversations.inbox_row
  for each row execute function conversations.count_views();
create trigger count_views_update after update of status, holder, queue_id, assignee_id on conversations.inbox_row
  for each row when (row(old.status, old.holder, old.queue_id, old.assignee_id)
    is distinct from row(new.status, new.holder, new.queue_id, new.assignee_id))
  execute function conversations.count_views();

-- Messages refer to the inbox row, which their statement holds locked anyway, not to another page of another table.
create table conversations.message (
  conversation_id uuid        not null references conversations.inbox_row (conversation_id),
  id              uuid        not null,              -- made by its author: unique within the conversation
  seq             integer     not null,              -- without gaps
  account_id      uuid        not null,
  external_id     text,                              -- the provider's; null where we are the provider
  by_kind         conversations.author not null,
  by_id           uuid,
  by_name         text,                              -- the name it was signed with; null: the contact's, as it is now
  visibility      conversations.visibility not null,
  text            text        not null,
  html            text        not null,              -- safe; empty when it is the text as one paragraph
  baked_by        smallint    not null,
  lang            text,
  at              timestamptz not null,              -- the provider's clock
  received_at     timestamptz not null,
  quick_replies   jsonb       not null default '[]',
  cards           jsonb       not null default '[]',
  attachments     integer     not null default 0,
  mentions        uuid[]      not null default '{}',
  delivery        conversations.delivery,
  delivery_why    text,
  before          jsonb,                             -- what the row was before this reply, so that undo can put it back
  edited_at       timestamptz,
  deleted_at      timestamptz,
  rev             integer     not null default 1,
  primary key (conversation_id, id),
  unique (conversation_id, seq)
);
create unique index message_external on conversations.message (account_id, external_id) where external_id is not null;
create index message_mentions on conversations.message using gin (mentions) where mentions <> '{}';

create table conversations.attachment (
  id              uuid        primary key,
  brand_id        uuid        not null,
  uploaded_by     text        not null,              -- agent:<id> or visitor:<contact id>
  blob            text        not null,
  name            text        not null,
  mime            text        not null,
  bytes           bigint      not null,
  width           integer,
  height          integer,
  conversation_id uuid,
  message_id      uuid,
  created_at      timestamptz not null
);
create index attachment_message on conversations.attachment (conversation_id, message_id);

create table conversations.snooze (
  conversation_id uuid primary key references conversations.conversation (id),
  by text not null, until timestamptz not null, at timestamptz not null
);
create table conversations.solution (
  conversation_id uuid primary key references conversations.conversation (id),
  by text not null, disposition_id uuid, at timestamptz not null
);
create table conversations.priority_change (
  conversation_id uuid not null references conversations.conversation (id),
  at timestamptz not null, by text not null, impact text not null, responsibility text not null, priority text not null, why text not null,
  primary key (conversation_id, at)
);
create table conversations.label (
  id uuid primary key, brand_id uuid, name jsonb not null, hue integer not null, rev integer not null default 1
);
create table conversations.labelling (
  conversation_id uuid not null references conversations.conversation (id), label_id uuid not null references conversations.label (id),
  by text not null, at timestamptz not null, primary key (conversation_id, label_id)
);
create table conversations.disposition (
  id uuid primary key, brand_id uuid, parent_id uuid references conversations.disposition (id), name jsonb not null, rev integer not null default 1
);
create table conversations.summary (
  conversation_id uuid primary key references conversations.conversation (id), text text not null, by text not null, at timestamptz not null
);
create table conversations.draft (
  conversation_id uuid not null references conversations.conversation (id), agent_id uuid not null, kind text not null,
  text text not null, at timestamptz not null, primary key (conversation_id, agent_id, kind)
);
-- reader_id is an agent, or the contact.
create table conversations.read_position (
  conversation_id uuid not null references conversations.conversation (id), reader_id uuid not null, seq integer not null, at timestamptz not null,
  primary key (conversation_id, reader_id)
);
create index read_position_reader on conversations.read_position (reader_id);

-- How long a person who asks now will wait, told by routing; shown to customers.
create table conversations.wait_estimate (brand_id uuid primary key, minutes integer, at timestamptz not null);
