-- What was said will happen: to whom, by when, whose it is, and what shows that it was done. It belongs to the conversation
-- it was said in, so it goes along when that joins another case or is split off.
create table cases.promise (
  id              uuid        primary key,
  brand_id        uuid        not null,
  contact_id      uuid        not null,
  conversation_id uuid        not null references cases.matter_conversation (conversation_id),
  kind            text        not null check (kind in ('call', 'settings', 'visit', 'refund', 'answer', 'device', 'other')),
  what            text        not null,               -- as the customer reads it
  due_at          timestamptz not null,
  owner_id        uuid,                               -- nobody's: whoever works on the case
  state           text        not null default 'open' check (state in ('open', 'kept', 'failed', 'withdrawn')),
  made_by         text        not null,
  made_at         timestamptz not null,
  ended_by        text,
  ended_at        timestamptz,
  proof           text,                               -- what shows it, in the owner's words
  failed_at       timestamptz,                        -- also of one that was kept later: it was late
  warned_at       timestamptz,
  rev             integer     not null default 1,
  check ((state = 'open') = (ended_at is null))
);
create index promise_contact      on cases.promise (contact_id);
create index promise_conversation on cases.promise (conversation_id);
create index promise_open         on cases.promise (owner_id, due_at) where state = 'open';
create index promise_made         on cases.promise (brand_id, made_at);
