-- Which file of ours each picture inside a mail is: {content id: attachment}.
alter table channels.mail_part add column pictures jsonb not null default '{}';

-- Whom an advisor copied in may answer there, as themselves.
alter table channels.mail_part drop constraint mail_part_mark_check;
alter table channels.mail_part add constraint mail_part_mark_check
  check (mark in ('forged-address', 'foreign-address', 'other-sender', 'copied-in'));

-- An address of ours may mean a side thread of its conversation.
alter table channels.alias add column side_id uuid;
