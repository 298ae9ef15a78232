-- A customer gives an account number, a card or a document on a page of their own; it goes to the system it is for. What was given
-- lies here sealed, in a table of its own, only from the press until that system has confirmed it (or its time is over).
create schema secure_forms;

create table secure_forms.form (
  id         uuid        primary key,
  brand_id   uuid        not null,
  takes      text        not null check (takes in ('iban', 'card', 'document', 'text')),
  name       jsonb       not null,                    -- what is asked for, by language
  recipient  jsonb       not null,                    -- who gets it, by language
  endpoint   text        not null,
  allow      text[]      not null default '{}',       -- host:port an administrator listed
  secret     text        not null,                    -- sealed; signs what is sent
  shows_end  boolean     not null default false,      -- staff see the last four signs
  hours      integer     not null default 24 check (hours between 1 and 72),
  tested_at  timestamptz,
  tested     text,                                    -- `ok`, or why not
  test_id    uuid,
  retired_at timestamptz,
  created_at timestamptz not null,
  rev        integer     not null default 1
);
create index form_brand on secure_forms.form (brand_id);

create table secure_forms.request (
  id              uuid        primary key,             -- made by who asks
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  contact_id      uuid        not null,
  form_id         uuid        not null references secure_forms.form (id),
  purpose         text        not null,
  state           text        not null default 'asked'
    check (state in ('asked', 'opened', 'given', 'delivered', 'rejected', 'undelivered', 'declined', 'expired', 'withdrawn')),
  message_id      uuid        not null,                -- by which the link went out
  token_hash      bytea       not null unique,
  asked_by        text        not null,
  asked_at        timestamptz not null,
  expires_at      timestamptz not null,                -- of the link
  opened_at       timestamptz,
  given_at        timestamptz,
  deliver_by      timestamptz,                         -- then what was given is destroyed in any case
  ended_at        timestamptz,
  tries           integer     not null default 0,
  trouble         text,                                -- why it did not arrive yet, or at all
  reference       text,                                -- what the receiving system calls it
  ending          text        check (length(ending) <= 4),
  rev             integer     not null default 1,
  check ((ended_at is null) = (state in ('asked', 'opened', 'given'))),
  check ((given_at is null) = (state not in ('given', 'delivered', 'rejected', 'undelivered'))),
  check (deliver_by is not null or given_at is null)
);
create unique index request_open on secure_forms.request (conversation_id) where state in ('asked', 'opened');
create index request_conversation on secure_forms.request (conversation_id, asked_at desc);
create index request_contact on secure_forms.request (contact_id);
create index request_message on secure_forms.request (message_id);
create index request_form on secure_forms.request (form_id);

create table secure_forms.value (
  request_id uuid primary key references secure_forms.request (id) on delete cascade,
  sealed     text not null
);
