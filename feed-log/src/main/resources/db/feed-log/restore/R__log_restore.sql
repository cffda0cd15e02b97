create table if not exists log_restore (
    one         boolean     primary key default true check (one),
    file        text        not null, -- SHA-256 of what is restored: another file cannot go on where this one stopped
    events      bigint      not null check (events >= 0), -- how many of them go into this ledger
    to_read     bigint      not null check (to_read >= 0), -- how many the projections of this database will have read
    until       timestamptz not null, -- what was recorded by then was told by then
    begun_by    text        not null,
    begun_at    timestamptz not null default clock_timestamp(),
    finished_at timestamptz check (finished_at >= begun_at)
);
-- A log is restored once, into a system that holds nothing. The row stays: whoever reads an event that was recorded by
-- `until` tells nobody, however late it is read.
