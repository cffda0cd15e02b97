-- What was told, as it was told. There is one history of it whatever the read model is made of: it is kept beside the ledger
-- that it went out by, and not in the schema of a generation.

create table shift (
    shift_id     text primary key,
    holder       text collate "C" not null,
    issue_id     text collate "C" not null,
    class        text             not null,
    confirmed_by text collate "C" not null,
    occurrence   int              not null check (occurrence > 0),
    valid_from   timestamptz      not null,
    alerted      boolean          not null, -- told as an alert: whoever got it is owed a correction
    known_from   timestamptz      not null,
    known_to     timestamptz, -- null: it stands
    cause_id     text             not null,
    data         text             not null, -- as it was told, whole
    unique (holder, issue_id, confirmed_by, class, occurrence)
);
create unique index shift_standing on shift (holder, issue_id, confirmed_by, class) where known_to is null;
create index shift_known on shift (known_from, shift_id);
create index shift_time on shift (valid_from, shift_id);

create table notice (
    notice_id    text             not null,
    kind         text             not null,
    subject_kind text             not null check (subject_kind in ('POSITION', 'MEETING', 'CLAIM', 'DOCUMENT')),
    subject      text collate "C" not null,
    statement_id text             not null,
    known_from   timestamptz      not null,
    known_to     timestamptz, -- null: open
    data         text             not null,
    primary key (notice_id, known_from) -- told once ever; its cause may fall and come back without a word
);
create unique index notice_open on notice (notice_id) where known_to is null;
create index notice_subject on notice (subject_kind, subject);
create index notice_known on notice (known_from, notice_id);
