-- A case that is a complaint: what it is about and what is asked for, under which law, and by when what must happen.
-- It belongs to the conversation it was made in, so it goes along when that joins another case or is split off.
create table cases.complaint (
  id              uuid        primary key,
  brand_id        uuid        not null,
  contact_id      uuid        not null,
  conversation_id uuid        not null unique references cases.matter_conversation (conversation_id),
  pack            text        not null,               -- the jurisdiction's code
  kind            text        not null,
  about           text        not null,               -- as the customer reads it
  wants           text        not null,
  lang            text        not null,               -- of its letters
  clocks          jsonb       not null,               -- [{name, due, endedBy}] as they were reckoned when it was made
  owner_id        uuid,
  made_by         text        not null,
  received_at     timestamptz not null,
  withdrawn_at    timestamptz,                        -- it was none
  referenced_at   timestamptz,                        -- its reference went out on a durable medium
  acknowledged_at timestamptz,
  decided_at      timestamptz,
  outcome         text        check (outcome in ('upheld', 'partly', 'refused')),
  deadlock_at     timestamptz,
  recommended_at  timestamptz,                        -- an ombudsman recommended something
  due_at          timestamptz,                        -- the nearest of what still runs
  warned_for      timestamptz,                        -- the due time its owner was warned of
  late_for        timestamptz,
  rev             integer     not null default 1
);
create index complaint_contact on cases.complaint (contact_id);
create index complaint_due     on cases.complaint (due_at) where due_at is not null;
create index complaint_made    on cases.complaint (brand_id, received_at);

-- Which message is which of its letters; one that is taken back in its five seconds was none.
create table cases.complaint_letter (
  message_id      uuid        primary key,
  complaint_id    uuid        not null references cases.complaint (id) on delete cascade,
  conversation_id uuid        not null,               -- by which it went
  kind            text        not null check (kind in ('reference', 'acknowledgement', 'upheld', 'partly', 'refused', 'deadlock')),
  durable         boolean     not null,
  sent_by         text        not null,
  sent_at         timestamptz not null
);
create index complaint_letter_of on cases.complaint_letter (complaint_id, sent_at);
