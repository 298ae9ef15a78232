-- A reader may go back to unread; what the other side was told ("somebody has looked") does not go back with it.
alter table conversations.read_position
  add column furthest integer not null default 0,
  add column rev integer not null default 1;
update conversations.read_position set furthest = seq;
