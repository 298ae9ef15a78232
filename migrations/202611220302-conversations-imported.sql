-- Conversations that were had in another system and taken over whole. The digest tells the same import from another under its id.
create table conversations.imported (
  conversation_id uuid        primary key references conversations.conversation (id),
  digest          text        not null,
  by              text        not null,
  at              timestamptz not null
);
