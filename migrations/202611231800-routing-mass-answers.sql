-- Who was given the answer that a surge plan has prepared: each conversation once while it is on.
create table routing.surge_answer (
  run_id          uuid        not null references routing.surge_run (id),
  conversation_id uuid        not null,
  message_id      uuid,                              -- null: it must not be said there, in public
  at              timestamptz not null,
  primary key (run_id, conversation_id)
);
create index surge_answer_conversation on routing.surge_answer (conversation_id);
