-- What a reply by mail says besides its text: {subject, cc, bcc, quote}; null where the channel has none of it.
alter table conversations.message add column mail jsonb;
alter table conversations.draft add column mail jsonb;

-- An exchange with somebody outside about a conversation; the customer never sees any of it. Its messages are notes that name it.
create table conversations.side (
  id              uuid        primary key,
  conversation_id uuid        not null references conversations.conversation (id),
  account_id      uuid        not null,                -- the mailbox it goes out by
  address         text        not null,                -- whom we asked
  name            text        not null,
  subject         text        not null,
  by              text        not null,
  created_at      timestamptz not null
);
create index side_conversation on conversations.side (conversation_id);
alter table conversations.message add column side_id uuid;
