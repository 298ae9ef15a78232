create schema knowledge;

-- What customers read and the bot answers from. One row a brand and language; `key` joins the translations.
create table knowledge.article (
  id         uuid        primary key,
  brand_id   uuid        not null,
  key        text        not null,
  lang       text        not null,
  title      text        not null,
  slug       text        not null,
  summary    text        not null default '',
  body       text        not null,                  -- markdown
  html       text        not null,                  -- baked when it was written
  baked_by   smallint    not null,
  keywords   text[]      not null default '{}',
  questions  text[]      not null default '{}',     -- how customers ask for it
  likely     boolean     not null default false,
  written_by text        not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  rev        integer     not null default 1,
  constraint article_slug unique (brand_id, lang, slug),
  constraint article_key  unique (brand_id, lang, key)
);
create index article_newest on knowledge.article (updated_at desc, id desc);

-- An article is published because it has a publication; without one it is a draft.
create table knowledge.publication (
  article_id uuid        primary key references knowledge.article (id) on delete cascade,
  by         text        not null,
  at         timestamptz not null
);

-- Grows with every change of what a brand has published, so that what nodes keep in memory is known to be old.
create table knowledge.edition (brand_id uuid primary key, n bigint not null);

-- Did it help? `voter` is a hash of what the visitor is known by for a day: nobody can be found again from it.
create table knowledge.vote (
  article_id uuid    not null references knowledge.article (id) on delete cascade,
  voter      text    not null,
  day        date    not null,
  helpful    boolean not null,
  primary key (article_id, voter, day)
);
create index vote_voter on knowledge.vote (voter, day);

-- Reusable text. Without a brand it serves them all.
create table knowledge.canned_response (
  id         uuid        primary key,
  brand_id   uuid,
  shortcut   text        not null,
  lang       text        not null,
  title      text        not null,
  text       text        not null,
  uses       integer     not null default 0,
  created_at timestamptz not null,
  rev        integer     not null default 1
);
create unique index canned_response_shortcut on knowledge.canned_response
  (coalesce(brand_id, '00000000-0000-0000-0000-000000000000'::uuid), lang, shortcut);
