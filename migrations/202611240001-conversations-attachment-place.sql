-- Files of one message stand in the order they were given in, whichever was uploaded first.
alter table conversations.attachment add column place smallint not null default 0;
