-- The replies that could not leave yet are few; how long they have waited is asked with every look at the figures.
create index outbound_waiting on channels.outbound (account_id, first_at) where state = 'waiting';
