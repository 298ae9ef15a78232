-- A briefing: what a lead tells advisors at the start of their shift, and who has read it.
create table notices.briefing (
  id           uuid        primary key,           -- made by the client
  brand_id     uuid,                              -- null: for every brand's advisors
  title        text        not null,
  body         text        not null,              -- markdown
  html         text        not null,              -- baked from it
  baked_by     integer     not null,
  written_by   uuid        not null,
  at           timestamptz not null,
  changed_at   timestamptz not null,
  until        timestamptz,                       -- null: until it is withdrawn
  edition      integer     not null default 1,    -- grows when all are to read it again
  withdrawn_at timestamptz,
  rev          integer     not null default 1
);
create index briefing_at on notices.briefing (at desc, id desc);

-- The newest edition an agent has said to have read.
create table notices.briefing_read (
  briefing_id uuid        not null references notices.briefing (id),
  agent_id    uuid        not null,
  edition     integer     not null,
  at          timestamptz not null,
  primary key (briefing_id, agent_id)
);
