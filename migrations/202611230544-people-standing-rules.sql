-- What a program knows of a customer: delivered again it replaces.
create table people.contact_facts (
  id             uuid          primary key,
  contact_id     uuid          not null references people.contact (id),
  brand_id       uuid          not null,
  monthly_value  numeric(12,2),            -- in the brand's money
  customer_since date,
  followers      integer,
  churn_risk     numeric(4,3) check (churn_risk between 0 and 1),
  vulnerable     boolean,
  at             timestamptz   not null
);
create index contact_facts_contact on people.contact_facts (contact_id, at desc);
create index contact_facts_brand on people.contact_facts (brand_id, contact_id);

-- By which facts customers of a brand get a standing, and what kind.
create table people.standing_rule (
  id         uuid        primary key,
  brand_id   uuid        not null,
  kind       text        not null check (kind in ('value', 'tenure', 'vulnerable', 'reach', 'at-risk')),
  asks       jsonb       not null,         -- thresholds; all that are named must hold
  reason     text        not null,
  days       integer     not null check (days between 1 and 366),
  named_id   uuid        references people.agent (id),
  backup_id  uuid        references people.agent (id),
  team_id    uuid        references people.team (id),  -- else the one of this team who looks after the fewest
  created_at timestamptz not null,
  removed_at timestamptz,
  rev        integer     not null default 1,
  check (named_id is null or team_id is null)
);
create index standing_rule_brand on people.standing_rule (brand_id) where removed_at is null;

alter table people.standing add column rule_id uuid references people.standing_rule (id);
create index standing_rule_given on people.standing (rule_id) where ended_at is null;
