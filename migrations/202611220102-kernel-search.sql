-- What can be found, fed from the log. The stems are made by us, so the rows are the same on every PostgreSQL.
create table kernel.search_document (
  kind   text        not null,
  id     uuid        not null,
  brand  uuid        not null,
  scopes text[]      not null default '{}',
  lang   text        not null,
  title  text        not null,
  tsv    tsvector    not null,
  at     timestamptz not null,
  primary key (kind, id)
);
create index search_document_tsv on kernel.search_document using gin (tsv);
create index search_document_newest on kernel.search_document (at desc, id desc);
