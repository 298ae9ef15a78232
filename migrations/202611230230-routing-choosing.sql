-- What a queue is for: a conversation belongs to the queue that names most of what it is. Empty lists name nothing.
alter table routing.queue
  add column takes            jsonb   not null default '{"channels":[],"languages":[],"labels":[],"priorities":[]}',
  add column skill            text,                                  -- what who works here must know,
  add column skill_level      integer check (skill_level between 1 and 5), -- and how well
  add column speaks           boolean not null default false,        -- only who speaks the customer's language
  add column overflow_to      uuid    references routing.queue (id), -- where it goes
  add column overflow_minutes integer check (overflow_minutes between 1 and 10080), -- when nobody took it for so long
  add constraint queue_skill check ((skill is null) = (skill_level is null)),
  add constraint queue_overflow check ((overflow_to is null) = (overflow_minutes is null));
create index queue_brand on routing.queue (brand_id);

alter table routing.work_item
  add column lang       text,                            -- the customer's, stamped when it is queued
  add column channel    text    not null default '',
  add column chosen     boolean not null default true,   -- its queue was chosen by what it is, not by a person
  add column overflowed boolean not null default false;  -- once is enough: two queues never play ball

-- Why this advisor: codes and numbers, no words.
alter table routing.assignment
  add column queue_id uuid references routing.queue (id),
  add column facts    jsonb not null default '{}';

-- How many of an advisor's slots a conversation takes, by channel; one where nothing is said.
create table routing.channel_slots (
  channel text    primary key,
  slots   integer not null check (slots between 1 and 20)
);
insert into routing.channel_slots values ('chat.web', 2), ('custom', 2);

-- A chat takes two slots now, and everybody has as much room for chats as before.
alter table routing.presence alter column capacity set default 10;
alter table routing.presence drop constraint presence_capacity_check;
alter table routing.presence add constraint presence_capacity_check check (capacity between 0 and 100);
update routing.presence set capacity = least(capacity * 2, 100), rev = rev + 1;
