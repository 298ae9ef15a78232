-- A consent is for one channel, or for all of them.
alter table people.consent add column channel text;
