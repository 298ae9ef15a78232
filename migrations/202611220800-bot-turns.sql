create schema bot;

-- One row a customer's message that was answered (or left to somebody else): nothing is answered twice.
create table bot.turn (
  conversation_id uuid        not null,
  message_id      uuid        not null,
  outcome         text        not null,
  at              timestamptz not null,
  primary key (conversation_id, message_id)
);
create index turn_at on bot.turn (at);

-- Where the bot stands with a conversation while it holds it. Ids and counts only: what was said stays with conversations.
create table bot.state (
  conversation_id uuid        primary key,
  contact_id      uuid        not null,
  lang            text        not null,
  talk            jsonb       not null,
  summed_up_at    timestamptz,                     -- the advisor has the summary
  at              timestamptz not null
);
create index state_contact on bot.state (contact_id);
