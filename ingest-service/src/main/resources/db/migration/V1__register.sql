-- What is on the record, as it stands now. All of it can be derived from the log; it is here so that a decision needs no fold.
create table reference_entity (
    kind        text             not null check (kind in ('ACTOR', 'ISSUE', 'CLAIM')),
    id          text collate "C" not null,
    version     bigint           not null check (version > 0),
    recorded    timestamptz      not null,
    fingerprint bytea            not null,
    document    bytea            not null, -- UTF-8 JSON; bytes, so that what may be restricted can be encrypted later
    primary key (kind, id)
);

create table record (
    id            text collate "C" primary key, -- statementIds and reportIds: corrections name both without saying which
    kind          text             not null check (kind in ('STATEMENT', 'MEETING_REPORT')),
    stream_id     text collate "C" not null,
    status        text             not null check (status in ('RECORDED', 'CORRECTED', 'RETRACTED', 'LINKED')),
    version       bigint           not null check (version > 0),
    first_version bigint           not null check (first_version > 0),
    recorded      timestamptz, -- null while it is held
    held_until    timestamptz,
    fingerprint   bytea            not null,
    edits         text             not null,
    document      bytea            not null,
    check ((recorded is null) = (held_until is not null))
);
-- A statement that stands as it was recorded has no row: its event says all of it.
create index record_report on record (stream_id) where kind = 'MEETING_REPORT';

create table meeting_duplicate (
    meeting_id text collate "C" primary key,
    canonical  text collate "C" not null,
    check (meeting_id <> canonical)
);

-- What was answered, so that a repetition is answered alike. Not derivable from the log alone: idempotency keys are not on it.
create table answer (
    identity    bytea            primary key, -- scope, source and id, or SHA-256 of them where they are longer than an index takes
    fingerprint bytea            not null,
    created     boolean          not null,
    id          text             not null,
    stream_id   text collate "C" not null,
    version     bigint           not null check (version > 0),
    recorded    timestamptz,
    held_until  timestamptz,
    answered_at timestamptz      not null default clock_timestamp()
);

-- Events under embargo: they have their version and are not on the log yet. Nothing else can enter their stream meanwhile.
create table held_event (
    stream_id text collate "C" not null,
    version   bigint           not null check (version > 0),
    due       timestamptz      not null,
    record_id text collate "C" not null,
    topic     text             not null,
    author    text             not null,
    headers   text             not null,
    payload   bytea            not null,
    primary key (stream_id, version)
);
create index held_event_due on held_event (due);
