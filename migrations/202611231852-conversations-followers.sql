-- Who wants to be told what becomes of a conversation, though it is not theirs.
create table conversations.follower (
  conversation_id uuid        not null references conversations.conversation (id),
  agent_id        uuid        not null,
  following       boolean     not null,
  at              timestamptz not null,
  rev             integer     not null default 1,
  primary key (conversation_id, agent_id)
);
create index follower_agent on conversations.follower (agent_id) where following;
