create schema analytics;

-- What the log says about each conversation, one row for each state it was in: a row holds from the place in the log that made it
-- until (not including) the place that made the next one. So a number and the list behind it read the same state, though
-- the world went on. Rows that ended are forgotten after a few hours.
create table analytics.conversation_fact (
  conversation_id         uuid        not null,
  from_pos                bigint      not null,
  to_pos                  bigint,                    -- null: it is still so
  to_at                   timestamptz,
  fold                    jsonb,                     -- what the next event is applied to; only of the newest
  brand_id                uuid        not null,
  scopes                  text[]      not null,
  channel                 text        not null,
  started_at              timestamptz not null,
  status                  text        not null,
  first_holder            text        not null,
  holder                  text        not null,
  waiting_since           timestamptz,
  response_at             timestamptz,
  response_by             text        check (response_by in ('agent', 'bot')),
  response_seconds        double precision,
  response_open_seconds   double precision,
  open_due_at             timestamptz,               -- two open hours after it began
  resolved_at             timestamptz,
  resolution_seconds      double precision,
  resolution_open_seconds double precision,
  reopened                integer     not null,
  bot_spoke_at            timestamptz,
  handed_over_at          timestamptz,
  survey_sent_at          timestamptz,
  score                   smallint,
  primary key (conversation_id, from_pos)
) with (fillfactor = 85);
create unique index conversation_fact_now on analytics.conversation_fact (conversation_id) where to_pos is null;
create index conversation_fact_started  on analytics.conversation_fact (started_at, brand_id);
create index conversation_fact_resolved on analytics.conversation_fact (resolved_at, brand_id) where resolved_at is not null;
create index conversation_fact_asked    on analytics.conversation_fact (survey_sent_at, brand_id) where survey_sent_at is not null;
create index conversation_fact_open     on analytics.conversation_fact (brand_id) where status = 'open';
create index conversation_fact_ended    on analytics.conversation_fact (to_at) where to_at is not null;
