-- Replies that wait for their time. The id is the message's: whatever happens, it is sent once.
create table conversations.scheduled (
  id              uuid        primary key,
  conversation_id uuid        not null references conversations.inbox_row (conversation_id),
  agent_id        uuid        not null,              -- who sends
  text            text        not null,
  attachments     uuid[]      not null default '{}',
  mail            jsonb,
  way             uuid,                              -- the merged conversation by which it goes
  next            text        not null,
  seen_seq        integer     not null,              -- the newest words of the customer that its author has seen
  anyway          boolean     not null,              -- also when the customer writes meanwhile
  send_at         timestamptz not null,
  at              timestamptz not null,
  stopped         text,                              -- why it did not go; null: it waits
  rev             integer     not null default 1
);
create index scheduled_conversation on conversations.scheduled (conversation_id);
