-- A file, once for each brand that holds it; the bytes are in a folder or a bucket under the key.
create table kernel.blob (
  key        text        primary key,              -- HMAC(brand's secret, SHA-256): says nothing about the content
  brand      uuid        not null,
  bytes      bigint      not null,
  mime       text        not null,                 -- by its first bytes, not by what was said of it
  width      integer,
  height     integer,
  created_at timestamptz not null,
  unused_since timestamptz                         -- by the application's clock; a day later it is deleted
);
create index blob_unused on kernel.blob (unused_since) where unused_since is not null;

-- Whose it is: read only through the policy of an owner.
create table kernel.blob_use (
  id         uuid        primary key,
  blob       text        not null references kernel.blob (key),
  owner_kind text        not null,
  owner_id   uuid        not null,
  name       text        not null,
  created_at timestamptz not null,
  unique (blob, owner_kind, owner_id)
);
create index blob_use_owner on kernel.blob_use (owner_kind, owner_id);
