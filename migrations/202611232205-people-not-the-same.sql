-- Two contacts of whom somebody said that they are not the same person; they are not suggested again.
create table people.not_same (
  id         uuid        primary key,
  contact_id uuid        not null references people.contact (id),
  other_id   uuid        not null references people.contact (id),
  by         text        not null,
  at         timestamptz not null
);
-- Not unique: a merge may bring the same word along a second time.
create index not_same_contact on people.not_same (contact_id);
create index not_same_other on people.not_same (other_id);
