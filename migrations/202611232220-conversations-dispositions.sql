-- Reasons for solving are a tree that is kept tidy: in the order people gave it, and what is no longer chosen rests.
alter table conversations.disposition
  add column position integer not null default 0,
  add column retired_at timestamptz;
