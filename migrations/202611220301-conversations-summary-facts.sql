-- What was learnt is kept as facts and worded for whoever reads it, in their language. Words that were kept before are let go:
-- they stand in the messages, too.
truncate conversations.summary;
alter table conversations.summary drop column text;
alter table conversations.summary add column facts jsonb not null;
