-- The domains a brand's mail is sent from: what has to stand in the DNS, with what it is signed, what was found there.
create table channels.sending_domain (
  id              uuid        primary key,
  brand_id        uuid        not null,
  domain          text        not null,                -- lower case, as the DNS spells it
  return_host     text,                                -- where mails that come back go to; null: to the mailbox itself
  sent_by         text,                                -- SPF mechanisms of the servers that send; null: those of the connected mailboxes
  found           jsonb       not null default '{}',   -- by record: {state, found}
  checked_at      timestamptz,
  return_seen_at  timestamptz,                         -- the return host's MX was there: from then on it is used
  created_at      timestamptz not null,
  rev             integer     not null default 1,
  unique (brand_id, domain)
);

-- More than one while a new one is taken into use. The private half is sealed, and gone once another signs.
create table channels.dkim_key (
  domain_id       uuid        not null references channels.sending_domain (id) on delete cascade,
  selector        text        not null,
  public_key      text        not null,
  private_key     text,
  made_at         timestamptz not null,
  seen_at         timestamptz,                         -- its record was there: from then on it may sign
  retired_at      timestamptz,                         -- another signs; mails on their way still need its record
  primary key (domain_id, selector)
);

-- Receivers count what a domain sends, not what a mailbox sends: the accounts of a brand share a line.
drop table channels.pace;
create table channels.pace (
  brand_id        uuid        not null,
  key             text        not null,
  due             timestamptz not null,
  primary key (brand_id, key)
);

-- Where an answer to a mail goes, when its sender asked for another address and is believed.
alter table channels.mail_part add column answer_to text;
