-- What somebody writes and wants colleagues to see before it goes.
alter table conversations.draft
  add column shared_at timestamptz,
  add column told_at timestamptz;
