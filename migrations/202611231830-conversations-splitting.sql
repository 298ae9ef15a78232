-- A part of a conversation that is about another matter and is worked on as a conversation of its own. For the customer nothing moves:
-- each message stays where it was written, the new one holds copies (message.home_id), and what is answered there goes by the old one.
create table conversations.splitting (
  conversation_id uuid        primary key references conversations.conversation (id), -- the new one
  origin_id       uuid        not null references conversations.conversation (id),    -- what it was split from
  from_seq        integer     not null,              -- the first message that went along, by its place there
  by              text        not null,
  at              timestamptz not null,
  undone_by       text,
  undone_at       timestamptz
);
create index splitting_origin on conversations.splitting (origin_id) where undone_at is null;
