-- Why somebody is served before others at a brand, until when, by whose word, and who looks after them.
create table people.standing (
  id         uuid        primary key,
  contact_id uuid        not null references people.contact (id),
  brand_id   uuid        not null,
  kind       text        not null check (kind in ('value', 'tenure', 'vulnerable', 'reach', 'at-risk')),
  reason     text        not null,                       -- personal: goes with the contact
  until      timestamptz not null,
  named_id   uuid        references people.agent (id),    -- the advisor who looks after them,
  backup_id  uuid        references people.agent (id),    -- and who does when that one cannot
  by         text        not null,
  at         timestamptz not null,
  ended_at   timestamptz,
  ended_why  text check (ended_why in ('over', 'ended', 'replaced')),
  check (backup_id is null or named_id is not null),
  check (backup_id is distinct from named_id or named_id is null),
  check ((ended_at is null) = (ended_why is null))
);
create index standing_contact on people.standing (contact_id) where ended_at is null;
create index standing_named on people.standing (named_id) where ended_at is null;
