-- Two conversations that are worked on as one are about one matter: what joined a case with a merge, and where it was before,
-- for when the merge is taken back.
alter table cases.matter_conversation drop constraint matter_conversation_joined_by_check;
alter table cases.matter_conversation add constraint matter_conversation_joined_by_check
  check (joined_by in ('self', 'suggestion', 'reference', 'person', 'merge'));

create table cases.brought (
  merge_id        uuid        not null,
  conversation_id uuid        not null references cases.matter_conversation (conversation_id),
  into_id         uuid        not null references cases.matter (id),
  from_id         uuid        not null references cases.matter (id),
  joined_by       text        not null,              -- how it had come to that one, by whom and when
  by              text        not null,
  since           timestamptz not null,
  was_apart       boolean     not null,              -- somebody had said that it is not about the case it joined
  primary key (merge_id, conversation_id)
);
create index brought_conversation on cases.brought (conversation_id);
