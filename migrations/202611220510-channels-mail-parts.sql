-- What a mail says besides its visible text: what was folded away, to whom it went, who vouches for its sender.
create table channels.mail_part (
  conversation_id uuid        not null,
  message_id      uuid        not null,
  account_id      uuid        not null references channels.account (id),
  delivery_id     uuid        not null,                -- the raw mail, as long as that is kept
  subject         text        not null,
  from_name       text        not null,
  from_address    text        not null,
  reply_to        text,
  recipients      jsonb       not null,                -- {to: [{name, address}], cc: [...]}
  quoted          text        not null,
  signature       text        not null,
  html            text        not null,                -- sanitised; for a sandboxed frame all the same
  auto            text,
  trusted         boolean     not null,
  trust           jsonb       not null,                -- {by, spf, dkim, dmarc}
  mark            text        check (mark in ('forged-address', 'foreign-address', 'other-sender')),
  primary key (conversation_id, message_id)
);

-- What the outside may call a conversation or a message of ours, known before anything leaves; hashed, for knowing it is a right.
create table channels.alias (
  account_id      uuid        not null references channels.account (id),
  alias           text        not null,
  conversation_id uuid        not null,
  message_id      uuid,                                -- null: the conversation as a whole
  at              timestamptz not null,
  primary key (account_id, alias)
);

-- Addresses that came back for good: nothing more is sent there until somebody lifts it.
create table channels.suppression (
  id              uuid        primary key,
  brand_id        uuid        not null,
  channel         text        not null,
  contact_id      uuid        not null,
  handle          text        not null,
  code            text        not null,
  conversation_id uuid        not null,
  message_id      uuid        not null,
  at              timestamptz not null,
  unique (brand_id, channel, handle)
);
create index suppression_contact on channels.suppression (contact_id);

-- How fast we may go on: when the next one is due, by account and receiver.
create table channels.pace (
  account_id      uuid        not null references channels.account (id),
  key             text        not null,
  due             timestamptz not null,
  primary key (account_id, key)
);

-- How far a mailbox has been read.
create table channels.mail_cursor (
  account_id      uuid        not null references channels.account (id),
  mailbox         text        not null,
  uid_validity    text        not null,
  last_uid        bigint      not null,
  mod_seq         text,
  at              timestamptz not null,
  primary key (account_id, mailbox)
);

create index account_mail_address on channels.account (lower(settings ->> 'address')) where channel = 'email';
