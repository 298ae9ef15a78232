-- Who was offered to be called back instead of waiting, while a surge plan says so, and who took it.
create table routing.surge_call (
  run_id          uuid        not null references routing.surge_run (id),
  conversation_id uuid        not null,
  message_id      uuid,                              -- null: it must not be said there, in public
  at              timestamptz not null,
  asked_at        timestamptz,                       -- when they asked to be called
  primary key (run_id, conversation_id)
);
create index surge_call_conversation on routing.surge_call (conversation_id, at desc);
