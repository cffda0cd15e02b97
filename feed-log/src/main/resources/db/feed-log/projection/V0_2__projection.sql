create table projection_offset (
    projection    text   not null,
    topic         text   not null,
    part          int    not null check (part >= 0),
    next_offset   bigint not null check (next_offset >= 0),
    owner_epoch   bigint not null check (owner_epoch > 0), -- rises with every assignment: a consumer that lost the partition is refused
    last_recorded timestamptz,                             -- the greatest recordedtime read
    primary key (projection, topic, part)
);

create table stream_seen (
    projection text             not null,
    stream_id  text collate "C" not null,
    version    bigint           not null check (version > 0),
    primary key (projection, stream_id)
);
-- An event is applied iff its version is the seen one plus one: lower is a duplicate, higher is a hole.

create table parked_stream (
    projection text             not null,
    stream_id  text collate "C" not null,
    reason     text             not null check (reason in ('HOLE', 'UNREADABLE', 'REFUSED')),
    version    bigint           not null, -- the first version that could not be applied
    fault      text             not null, -- kinds and places of errors, never their messages: those may quote what is restricted
    topic      text             not null,
    part       int              not null,
    parked_at  timestamptz      not null default clock_timestamp(),
    primary key (projection, stream_id)
);

create table parked_event (
    projection text             not null,
    topic      text             not null,
    part       int              not null,
    log_offset bigint           not null,
    stream_id  text collate "C" not null,
    version    bigint, -- null: the record names none
    headers    text             not null, -- JSON; text, for jsonb refuses what a foreign producer may send
    payload    bytea,
    parked_at  timestamptz      not null default clock_timestamp(),
    primary key (projection, topic, part, log_offset),
    unique (projection, stream_id, version),
    foreign key (projection, stream_id) references parked_stream on delete cascade
);

create table skipped_event (
    projection   text             not null,
    stream_id    text collate "C" not null,
    from_version bigint,
    to_version   bigint,
    topic        text             not null,
    part         int              not null,
    log_offset   bigint, -- where the event still is; null for a version that never arrived
    reason       text             not null,
    skipped_by   text             not null,
    skipped_at   timestamptz      not null default clock_timestamp()
);
