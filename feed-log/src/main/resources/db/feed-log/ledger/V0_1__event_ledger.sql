create table stream_head (
    stream_id     text collate "C" primary key check (octet_length(stream_id) between 1 and 512),
    version       bigint      not null check (version > 0),
    last_recorded timestamptz not null
);
-- An advisory lock on its name is what puts the events of a stream in order: version v + 1 waits for the transaction that
-- appends v, so what is visible of a stream is always a dense prefix. A sequence is drawn before commit and loses late
-- committers. The name, for a new stream has no row to lock, and to write one first would cost as much as an event.

create table event (
    stream_id text collate "C" not null,
    version   bigint           not null check (version > 0),
    bucket    smallint         not null check (bucket between 0 and 63), -- crc32 of stream_id mod 64: what a relay leases
    topic     text             not null,
    recorded  timestamptz      not null,
    author    text, -- who had it recorded, where somebody did; not published
    headers   text             not null, -- a JSON object of strings; text, for nothing here looks into it
    payload   bytea            not null,
    primary key (stream_id, version)
);

create table event_unpublished (
    recorded  timestamptz      not null,
    stream_id text collate "C" not null,
    version   bigint           not null,
    bucket    smallint         not null,
    size      int              not null, -- of the payload, in bytes: how much a relay takes at once
    primary key (recorded, stream_id, version)
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);
-- A queue beside the ledger: publishing deletes a narrow row here instead of rewriting a wide one there. In the order of
-- recording, which within a stream is that of the versions: it grows at one end and is emptied at the other.

create table relay_lease (
    bucket   smallint primary key check (bucket between 0 and 63),
    owner    uuid,
    epoch    bigint      not null default 0, -- rises with every change of owner
    expires  timestamptz not null default '-infinity'
);
insert into relay_lease (bucket) select generate_series(0, 63);

create table relay_member (
    owner   uuid primary key,
    expires timestamptz not null
);
-- Who is alive, so that each relay knows its fair share of the buckets.
