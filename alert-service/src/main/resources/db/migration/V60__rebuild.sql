create table rebuild (
    rebuild     int         primary key check (rebuild > 0),
    state       text        not null check (state in ('BUILDING', 'FOLLOWING', 'APPROVED', 'CANCELLED', 'RETIRED')),
    paused_at   timestamptz,
    rested      interval    not null default '0', -- how long it was paused
    started_by  text        not null,
    started_at  timestamptz not null default clock_timestamp(),
    ready_at    timestamptz,
    approved_at timestamptz,
    ended_at    timestamptz
);
create unique index rebuild_building on rebuild (state) where state = 'BUILDING';
-- What is derived, made anew from the log. Its rows are in a schema of each rebuild's own, alert_r1, alert_r2 …, which is
-- made with it from the tables as they are then, and dropped with it.

create table rebuild_end (
    rebuild    int    not null references rebuild,
    topic      text   not null,
    part       int    not null,
    end_offset bigint not null, -- where the service's own reading stood when it began: the 100 %
    primary key (rebuild, topic, part)
);

create table rebuild_comparison (
    rebuild int         not null references rebuild,
    digest  text        not null, -- of the differences: what an approval names
    made_at timestamptz not null default clock_timestamp(),
    report  text        not null check (report is json object),
    primary key (rebuild, digest)
);
