alter table subscription add sandbox boolean not null default false;
-- Is told nothing of what happens, but what is rehearsed into it.

alter table alert add rehearsal_id text collate "C"; -- null: told in earnest

create table rehearsal (
    rehearsal_id    text collate "C" primary key,
    subscription_id text collate "C" not null, -- no foreign key: that it was rehearsed outlives the sandbox
    since           timestamptz not null,
    until           timestamptz not null check (until > since),
    speed           double precision not null check (speed between 1 and 1000),
    state           text        not null check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    fault           text check ((fault is not null) = (state = 'FAILED')),
    total           bigint      not null,
    done            bigint      not null default 0,
    alerts          bigint      not null default 0,
    clock           timestamptz not null, -- what the rehearsal's own clock says
    told_recorded   timestamptz not null, -- of the last event that was told, with its id
    told_event      text collate "C" not null default '',
    stepped_at      timestamptz not null default clock_timestamp(), -- up to when time has passed for it
    due             timestamptz not null default clock_timestamp(),
    operator        text        not null,
    created_at      timestamptz not null default clock_timestamp(),
    finished_at     timestamptz
);
create unique index rehearsal_running on rehearsal (subscription_id) where state = 'RUNNING';
create index rehearsal_due on rehearsal (due) where state = 'RUNNING';
-- Two in one sandbox would share a digest, whose time is that of the rehearsal's clock.

create table rehearsed_effect (
    effect_id       text primary key, -- hash of the next four
    rehearsal_id    text collate "C" not null references rehearsal on delete cascade,
    about_id        text        not null,
    subscription_id text        not null,
    kind            text        not null,
    at              timestamptz not null default clock_timestamp()
);
-- What each rehearsal told: apart from effect, so that neither keeps the other from telling.
