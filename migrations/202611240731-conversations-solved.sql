-- What was solved in a stretch of days is asked for when some of it is picked to be read again.
create index inbox_row_solved on conversations.inbox_row (brand_id, solved_at) where solved_at is not null;
