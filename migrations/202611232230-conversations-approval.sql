-- Who learns: what they write to customers of a brand waits for a colleague's word.
create table conversations.trainee (
  agent_id uuid        not null,
  brand_id uuid        not null,
  replies  text        not null check (replies in ('all', 'public')),
  until    timestamptz,
  by       text        not null,
  at       timestamptz not null,
  rev      integer     not null default 1,
  primary key (agent_id, brand_id)
);

-- Under the id of the message it becomes.
create table conversations.proposal (
  id              uuid        primary key,
  conversation_id uuid        not null references conversations.conversation (id),
  agent_id        uuid        not null,
  text            text        not null,
  attachments     uuid[]      not null default '{}',
  mail            jsonb,
  way             uuid,
  next            text        not null,
  disposition_id  uuid,
  seen_seq        integer     not null,
  state           text        not null default 'waiting' check (state in ('waiting', 'returned')),
  remark          text,
  decided_by      uuid,
  at              timestamptz not null,
  rev             integer     not null default 1
);
create index proposal_of_conversation on conversations.proposal (conversation_id);
create index proposal_waiting on conversations.proposal (at) where state = 'waiting';

-- What became of each, without its words: so that it is seen when somebody needs it no more.
create table conversations.approval (
  id              uuid        not null,
  rev             integer     not null,
  conversation_id uuid        not null references conversations.conversation (id),
  agent_id        uuid        not null,
  brand_id        uuid        not null,
  outcome         text        not null check (outcome in ('sent', 'changed', 'returned')),
  decided_by      uuid        not null,
  at              timestamptz not null,
  primary key (id, rev)
);
create index approval_of_agent on conversations.approval (brand_id, agent_id, at);
