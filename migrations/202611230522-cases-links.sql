-- What opens a case's page without logging in: random, known by its hash alone, good for this and nothing else. It belongs
-- to the conversation it was sent in, so it leads to whatever case that conversation is about.
create table cases.link (
  id              uuid        primary key,
  conversation_id uuid        not null unique,
  contact_id      uuid        not null,
  token_hash      bytea       not null unique,
  made_at         timestamptz not null,
  expires_at      timestamptz not null
);
create index link_contact on cases.link (contact_id);
