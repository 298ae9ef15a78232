-- Where somebody who wrote in one of our windows can be written to when they have left it. An address that was typed: it proves nothing.
create table channels.way_back (
  conversation_id uuid        primary key,
  address         text,                                -- null: forgotten; nothing goes there any more
  rev             integer     not null default 1,
  at              timestamptz not null
);
