-- The way a message took when it was another than its conversation's own: a chat that went on by e-mail. Null: the conversation's own.
alter table conversations.message add column channel text;
