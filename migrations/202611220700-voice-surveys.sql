create schema voice;

-- A question asked after the help, and its answer.
create table voice.survey (
  id              uuid        primary key,
  conversation_id uuid        not null,
  contact_id      uuid        not null,
  brand_id        uuid        not null,
  kind            text        not null check (kind in ('csat')),
  sent_at         timestamptz not null,
  expires_at      timestamptz not null,
  score           smallint    check (score between 1 and 5),
  comment         text,                              -- plain text, as the customer wrote it
  answered_at     timestamptz,                       -- the first answer; it may be changed for a day
  rev             integer     not null default 1,
  check ((score is null) = (answered_at is null))
);
create index survey_conversation on voice.survey (conversation_id, sent_at desc);
create index survey_contact      on voice.survey (contact_id, sent_at desc);
