-- A case handed to a sister brand: what would go is written down, the customer says yes on their own page, a named person there
-- takes it by a time. Nothing leaves before the yes; what nobody takes comes back.
create table cases.transfer (
  id                 uuid        primary key,
  brand_id           uuid        not null,
  contact_id         uuid        not null,
  conversation_id    uuid        not null references cases.matter_conversation (conversation_id),
  to_brand_id        uuid        not null,
  to_agent_id        uuid        not null,
  to_conversation_id uuid,                              -- once the customer agreed
  facts              jsonb       not null,              -- exactly what goes: [{ key, value }]
  take_by            timestamptz not null,
  state              text        not null default 'asked'
    check (state in ('asked', 'agreed', 'taken', 'declined', 'returned', 'withdrawn')),
  asked_by           text        not null,
  owner_id           uuid,                              -- whoever is warned when it comes back
  asked_at           timestamptz not null,
  answered_at        timestamptz,
  taken_at           timestamptz,
  taken_by           text,
  ended_at           timestamptz,
  rev                integer     not null default 1
);
create unique index transfer_open on cases.transfer (conversation_id) where state in ('asked', 'agreed');
create index transfer_conversation on cases.transfer (conversation_id, asked_at desc);
create unique index transfer_arrived on cases.transfer (to_conversation_id) where to_conversation_id is not null;
create index transfer_contact on cases.transfer (contact_id);
