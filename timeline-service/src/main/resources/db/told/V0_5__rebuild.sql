create table generation_place (
    generation  int    not null references generation,
    topic       text   not null,
    part        int    not null,
    next_offset bigint not null, -- how far it was copied
    end_offset  bigint not null, -- where the log ended when the rebuild began: the 100 %
    left_at     bigint,          -- the first record that was left to be applied as the live generation applies it
    primary key (generation, topic, part)
);

create table generation_index (
    generation int     not null references generation,
    ordinal    int     not null,
    ddl        text    not null,
    made       boolean not null default false,
    primary key (generation, ordinal)
);
-- Constraints and indexes that were dropped for the copying, with what makes them again.

create table generation_fold (
    generation int              not null references generation,
    what       text             not null check (what in ('POSITION', 'CLAIM')),
    last_key   text[] collate "C", -- null: none is folded yet
    folded     bigint           not null default 0, -- entries, or words
    total      bigint           not null,
    done       boolean          not null default false,
    primary key (generation, what)
);

create table comparison (
    generation  int         not null references generation on delete cascade,
    digest      text        not null, -- of the differences in what stands: what an approval names
    made_at     timestamptz not null default clock_timestamp(),
    made_by     text        not null,
    report      jsonb       not null,
    primary key (generation, digest)
);
