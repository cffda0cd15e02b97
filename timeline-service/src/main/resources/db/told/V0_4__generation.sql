-- The read model is made in generations, each in a schema of its own: timeline_g1, timeline_g2 …
create table generation (
    number            int         primary key check (number > 0),
    state             text        not null check (state in ('BUILDING', 'FOLLOWING', 'FAILED', 'CANCELLED', 'RETIRED')),
    phase             text        not null check (phase in ('LOADING', 'FOLDING', 'INDEXING', 'CATCHING_UP', 'DONE')),
    paused            boolean     not null default false,
    window_ms         bigint      not null check (window_ms > 0), -- the rules of its folds
    points_to_confirm int         not null check (points_to_confirm > 0),
    budget            real        check (budget > 0 and budget <= 1), -- null: as the live one's lag and answers allow
    started_by        text        not null,
    started_at        timestamptz not null default clock_timestamp(),
    ready_at          timestamptz,
    ended_at          timestamptz,
    work_ms           bigint      not null default 0, -- spent on it, pauses and waits for its turn left out
    fault             text        -- kinds of errors, never their messages
);

create table live_generation (
    one        boolean     primary key default true check (one),
    generation int         not null references generation,
    previous   int         references generation,
    since      timestamptz not null default clock_timestamp(),
    told_at    timestamptz -- when the change to it last changed what was told
);
-- The pointer. Questions read it and their rows in one snapshot; whoever moves it holds the offsets of all generations.
