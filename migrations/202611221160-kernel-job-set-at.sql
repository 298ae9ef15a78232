-- By which a job's time can be put right after a clock that was ahead; null for what an older release writes.
alter table kernel.job add column set_at timestamptz;
