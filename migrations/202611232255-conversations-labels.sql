-- Labels on one message, and on a person: like those of conversations, with who gave them.
alter table conversations.message add column labelled integer not null default 0;

create table conversations.message_label (
  conversation_id uuid        not null,
  message_id      uuid        not null,
  label_id        uuid        not null references conversations.label (id),
  by              text        not null,
  at              timestamptz not null,
  primary key (conversation_id, message_id, label_id),
  foreign key (conversation_id, message_id) references conversations.message (conversation_id, id) on delete cascade
);

create table conversations.contact_label (
  id         uuid        primary key,
  contact_id uuid        not null,
  label_id   uuid        not null references conversations.label (id),
  by         text        not null,
  at         timestamptz not null
);
create index contact_label_contact on conversations.contact_label (contact_id, label_id);
