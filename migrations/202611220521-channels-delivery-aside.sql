-- What was set aside is few among many, and asked for often.
create index delivery_aside on channels.delivery (account_id) where parsed_at is null and aside_at is not null;
