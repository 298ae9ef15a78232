-- A survey may go by mail: then a link opens it, which is known by its hash alone.
alter table voice.survey add column way text not null default 'window' check (way in ('window', 'mail'));
alter table voice.survey add column token_hash bytea;
create unique index survey_token on voice.survey (token_hash) where token_hash is not null;
