create schema notices;

-- What an agent was told in the app. Ids and codes only: names are looked up when it is shown.
create table notices.notice (
  id         uuid        primary key,
  agent_id   uuid        not null,
  kind       text        not null,                    -- mention, assignment, warning
  key        text        not null,                    -- what makes telling it twice telling it once
  about_kind text        not null,
  about_id   uuid        not null,
  brand_id   uuid,                                    -- who may see what it is about, as it was then
  scopes     text[]      not null default '{}',
  data       jsonb       not null default '{}',
  at         timestamptz not null,
  read_at    timestamptz,
  rev        integer     not null default 1,
  unique (agent_id, key)
);
create index notice_agent  on notices.notice (agent_id, at desc, id desc);
create index notice_unread on notices.notice (agent_id) where read_at is null;
create index notice_at     on notices.notice (at);
