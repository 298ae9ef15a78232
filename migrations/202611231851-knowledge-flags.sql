-- What advisors say of the articles while they work: this one is wrong, one is missing. Its owner settles it.
create table knowledge.flag (
  id              uuid        primary key,           -- made by the client
  brand_id        uuid        not null,
  lang            text        not null,
  kind            text        not null check (kind in ('wrong', 'missing')),
  article_id      uuid        references knowledge.article (id) on delete set null,
  title           text,                              -- of the article when it was flagged; null: one is missing
  conversation_id uuid        not null,              -- where it was noticed
  contact_id      uuid        not null,              -- whose words the note may hold: for erasure, export and merge
  note            text        not null,
  flagged_by      uuid        not null,
  at              timestamptz not null,
  settled_at      timestamptz,
  settled_by      uuid,
  how             text        check (how in ('mended', 'declined', 'withdrawn')),
  rev             integer     not null default 1,
  check ((settled_at is null) = (how is null))
);
create index flag_open on knowledge.flag (brand_id, at desc) where settled_at is null;
create index flag_contact on knowledge.flag (contact_id);
create index flag_conversation on knowledge.flag (conversation_id);
create index flag_article on knowledge.flag (article_id);
