-- How well conversations were answered: some are picked by rule, read by somebody who leads and scored on the operator's form; who
-- answered them sees it and answers it. Beside it what is agreed to be done better.
create schema coaching;

create table coaching.form (
  id         uuid    primary key,
  brand_id   uuid,                                     -- null: for every brand
  name       jsonb   not null,
  criteria   jsonb   not null,                         -- in order: id, name, help, weight, scale, critical
  retired_at timestamptz,
  rev        integer not null default 1
);

create table coaching.rule (
  id            uuid    primary key,
  brand_id      uuid    not null,
  form_id       uuid    not null references coaching.form (id),
  name          text    not null,
  channels      text[]  not null,                      -- none: every one
  team_id       uuid,                                  -- null: everybody
  rating        text    not null check (rating in ('any', 'unhappy')),
  least_replies integer not null check (least_replies between 1 and 50),
  each          integer not null check (each between 1 and 20),
  every         text    not null check (every in ('day', 'week')),
  sampled_until timestamptz,                           -- the end of the last stretch that was sampled
  retired_at    timestamptz,
  rev           integer not null default 1
);

create table coaching.review (
  id              uuid        primary key,
  brand_id        uuid        not null,
  scopes          text[]      not null,                -- of the conversation, when it was picked
  conversation_id uuid        not null,
  contact_id      uuid        not null,
  agent_id        uuid        not null,                -- whose answers are read
  form_id         uuid        not null references coaching.form (id),
  rule_id         uuid        references coaching.rule (id),
  picked_by       text        not null,
  picked_at       timestamptz not null,
  state           text        not null default 'waiting'
    check (state in ('waiting', 'dropped', 'scored', 'agreed', 'disputed', 'settled')),
  drop_why        text        check (drop_why in ('nothing-to-judge', 'not-theirs', 'wrong-pick', 'private')),
  criteria        jsonb,                               -- of the form, as they were when it was scored
  scores          jsonb,
  total           smallint    check (total between 0 and 100),
  failed          boolean     not null default false,
  words           text,
  reviewer_id     uuid,
  scored_at       timestamptz,
  seen_at         timestamptz,
  answer          text,
  answered_at     timestamptz,
  settled_by      uuid,
  settled_at      timestamptz,
  settle_words    text,
  rev             integer     not null default 1,
  check ((state in ('waiting', 'dropped')) or (scored_at is not null and reviewer_id is not null and total is not null)),
  check ((state = 'dropped') = (drop_why is not null))
);
create unique index review_once on coaching.review (conversation_id, agent_id);
create index review_waiting on coaching.review (brand_id, picked_at) where state = 'waiting';
create index review_agent on coaching.review (agent_id, scored_at desc);
create index review_scored on coaching.review (brand_id, scored_at desc) where scored_at is not null;
create index review_contact on coaching.review (contact_id);

create table coaching.note (
  id         uuid        primary key,
  brand_id   uuid        not null,
  scopes     text[]      not null,
  agent_id   uuid        not null,                     -- for whom
  author_id  uuid        not null,
  review_id  uuid        references coaching.review (id),
  text       text        not null,
  due_on     date,
  done_at    timestamptz,
  done_by    uuid,
  written_at timestamptz not null,
  rev        integer     not null default 1
);
create index note_agent on coaching.note (agent_id, written_at desc);
