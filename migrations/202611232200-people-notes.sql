-- What colleagues should know of a contact, whatever they write about: each with all it ever said.
create table people.note (
  id         uuid        primary key,
  contact_id uuid        not null references people.contact (id),
  brand_id   uuid        not null,
  text       text        not null,                       -- personal: goes with the contact
  by         text        not null,
  at         timestamptz not null,
  pinned_at  timestamptz,                                 -- stands above the others since then
  removed_at timestamptz,                                 -- can be brought back for a day, then it is gone
  removed_by text
);
create index note_contact on people.note (contact_id, at desc);

-- What a note said before it was changed.
create table people.note_before (
  id         uuid        primary key,
  note_id    uuid        not null,
  contact_id uuid        not null references people.contact (id),
  text       text        not null,                       -- personal: goes with the contact
  by         text        not null,                       -- who had written it so,
  at         timestamptz not null,                       -- and when
  foreign key (note_id) references people.note (id) on delete cascade
);
create index note_before_note on people.note_before (note_id, at desc);
create index note_before_contact on people.note_before (contact_id);
