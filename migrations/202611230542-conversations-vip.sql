-- The kind of standing the customer has while it lasts, stamped by routing; null: none.
alter table conversations.inbox_row add column vip text;
