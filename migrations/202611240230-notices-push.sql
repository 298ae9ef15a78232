-- Browsers that are told what their agent is told, also when no page of ours is open in them.
create table notices.push_device (
  id            uuid        primary key,             -- made by the browser
  agent_id      uuid        not null,
  name          text        not null,                -- "Firefox on Linux", as its owner sees it
  lang          text        not null,
  endpoint_hash bytea       not null unique,         -- one browser is told once, whoever is signed in there
  subscription  text        not null,                -- sealed: who has it can write to the browser
  created_at    timestamptz not null,
  told_at       timestamptz
);
create index push_device_agent on notices.push_device (agent_id, created_at);

-- The key by which push services know this installation (VAPID, RFC 8292): one, made when it is first needed.
create table notices.push_key (
  one     boolean     primary key default true check (one),
  public  text        not null,
  private text        not null,                      -- sealed
  made_at timestamptz not null
);
