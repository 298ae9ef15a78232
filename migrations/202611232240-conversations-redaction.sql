-- What was taken out of messages for good: who, when and what kind, never what.
create table conversations.redaction (
  id              uuid        primary key,
  conversation_id uuid        not null references conversations.conversation (id),
  message_id      uuid        not null,
  kind            text        not null,
  pieces          integer     not null,
  files           integer     not null,
  by              text        not null,
  at              timestamptz not null
);
create index redaction_of_message on conversations.redaction (conversation_id, message_id);
