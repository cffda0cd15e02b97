create table if not exists replay_check (
    id         bigint generated always as identity primary key,
    projection text        not null,
    part       jsonb       not null, -- of the log
    state      text        not null check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    done       bigint      not null default 0,
    total      bigint, -- null: nobody has looked yet
    report     jsonb check ((report is not null) = (state = 'DONE')),
    fault      text check ((fault is not null) = (state = 'FAILED')),
    operator   text        not null,
    begun_at   timestamptz not null default clock_timestamp(),
    beat_at    timestamptz not null default clock_timestamp(), -- of the instance that runs it
    ended_at   timestamptz
);
create unique index if not exists replay_check_running on replay_check (projection) where state = 'RUNNING';
-- A check holds a connection and a core for as long as it takes: one at a time, whichever instance was asked.
