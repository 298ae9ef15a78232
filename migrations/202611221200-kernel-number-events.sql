-- Gives what is committed and unnumbered its places in the log, by seq, and moves the head: one round trip, planned once a connection.
-- Left alone the planner once chose a sequential scan on a fresh table, and the log fell 11 s behind; a nested loop it believed to be
-- short took 2.5 s for 2,000 events. So only one way is open: the log in the order of event_unnumbered, merged. Sorting stays open,
-- because PostgreSQL 15 does not know that the chosen ones are in order already.
-- The lock is a statement of its own: the next one's snapshot is taken under it. 7106407 is `log` in ASCII.
create function kernel.number_events(at_most integer, out last bigint, out given bigint) language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_nestloop = off set jit = off
as $$
begin
  perform pg_advisory_xact_lock(7106407);
  with head as materialized (select pos from kernel.log_head),
  waiting as materialized (
    select first.seq, first.at, row_number() over (order by first.seq) as place
    from (select seq, at from kernel.event where pos is null order by seq limit at_most) as first
  ),
  numbered as (
    update kernel.event as e set pos = (select pos from head) + waiting.place
    from waiting
    where e.seq = waiting.seq and e.at = waiting.at and e.pos is null
    returning e.pos
  ),
  moved as (
    update kernel.log_head set pos = pos + (select count(*) from numbered)
    where exists (select from numbered)
    returning pos
  )
  select coalesce((select pos from moved), (select pos from head)), (select count(*) from numbered)
  into last, given;
end $$;
