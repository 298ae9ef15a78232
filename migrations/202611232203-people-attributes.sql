-- What a brand wants to know of its customers and of its conversations, beyond what every brand does.
create table people.attribute (
  id          uuid        primary key,
  brand_id    uuid        not null,
  holder      text        not null check (holder in ('contact', 'conversation')),
  key         text        not null,                       -- what programs call it
  name        jsonb       not null,                       -- by language
  hint        jsonb       not null default '{}',          -- by language
  type        text        not null check (type in ('text', 'number', 'yes-no', 'date', 'one', 'several', 'link')),
  options     jsonb       not null default '[]',          -- of a list: [{key, name, retired}]
  required    boolean     not null,                       -- asked of people when they solve
  reads       text        not null check (reads in ('all', 'works', 'leads')),
  writes      text        not null check (writes in ('works', 'leads')),
  place       integer     not null,
  archived_at timestamptz,                                -- its values stay, nobody is asked for it
  created_at  timestamptz not null,
  rev         integer     not null default 1,
  unique (brand_id, holder, key)
);

-- What is known, and by whose word. Taken away is null: what a merge brings along must not stand up again.
create table people.attribute_value (
  id           uuid        primary key,
  attribute_id uuid        not null references people.attribute (id),
  subject      uuid        not null,                      -- the contact or the conversation it is said of
  contact_id   uuid        not null references people.contact (id),
  value        jsonb,                                     -- personal: goes with the contact
  by           text        not null,
  at           timestamptz not null,
  unique (attribute_id, subject)
);
create index attribute_value_contact on people.attribute_value (contact_id);
create index attribute_value_subject on people.attribute_value (subject);
