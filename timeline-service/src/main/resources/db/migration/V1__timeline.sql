-- Text is compared byte by byte ("C") wherever it orders, locks or pages: the same on every machine.

create table definition (
    kind       text             not null check (kind in ('ACTOR', 'ISSUE', 'CLAIM')),
    id         text collate "C" not null,
    version    bigint           not null check (version > 0),
    event_id   text             not null,
    known_from timestamptz      not null,
    known_to   timestamptz, -- null: the last one, which wins
    data       text             not null,
    primary key (kind, id, version)
);
create index definition_current on definition (kind, id) where known_to is null;

create table record (
    kind             text             not null check (kind in ('STATEMENT', 'REPORT', 'MEETING')),
    id               text collate "C" not null,
    link_canonical   text,
    link_event       text,
    link_from        timestamptz,
    withdrawn_event  text,
    withdrawn_from   timestamptz, -- since when the feed knows
    withdrawn_at     timestamptz, -- until when it held
    withdrawn_by     text,
    voided_event     text,
    voided_from      timestamptz,
    voided_at        timestamptz,
    voided_reason    text,
    voided_by        text,
    primary key (kind, id)
);
-- One row a record, also before the record itself arrives: a link may name a duplicate whose partition is behind. Its
-- row lock is what brings the two together in whatever order they come.

create table record_revision (
    kind          text             not null check (kind in ('STATEMENT', 'REPORT')),
    id            text collate "C" not null,
    version       bigint           not null check (version > 0),
    meeting_id    text collate "C", -- of a report
    event_id      text             not null,
    recorded_id   text             not null, -- the event that first recorded it
    reason        text,
    corrected_by  text,
    known_from    timestamptz      not null,
    known_to      timestamptz      check (known_to >= known_from), -- equal: never counted
    valid_from    timestamptz      not null, -- only sorts; what is shown is the span in data
    valid_to      timestamptz      not null,
    restricted    boolean          not null,
    form          text             not null, -- UTTERANCE, DOCUMENT, VOTE; of a report its phase or REPORT
    tags          text[]           not null, -- what the filters ask for, each with its prefix: a:RUS s:p.putin h:RUS i:ua.nato-join t:medtop:20000639 m:mtg.x
    data          text             not null, -- as it was told: text, so that it is given back byte for byte
    primary key (kind, id, version)
);
create index record_revision_time on record_revision (valid_from, id, version);
create index record_revision_tags on record_revision using gin (tags);
create index record_revision_meeting on record_revision (meeting_id) where meeting_id is not null;
create index record_revision_known on record_revision (known_from);

create table position (
    holder       text collate "C" not null,
    issue_id     text collate "C" not null,
    stance       smallint check (stance between -2 and 2), -- null: no position, or none any more; never 0 for that
    firmness     text,
    conditions   text[],
    status       text,
    since        text,        -- as it was told
    since_at     timestamptz, -- only sorts
    points       int,
    state        text,        -- the fold and its last entry: what sorts after that is one step
    updated      timestamptz, -- the greatest recordedtime that touched it
    primary key (holder, issue_id),
    check ((stance is null) = (status is null))
);
create index position_by_issue on position (issue_id, holder) where stance is not null;

create table position_entry (
    holder       text collate "C" not null,
    issue_id     text collate "C" not null,
    statement_id text collate "C" not null,
    version      bigint           not null,
    entry        text             not null check (entry in ('READING', 'WITHDRAWAL')),
    valid_from   timestamptz      not null,
    known_from   timestamptz      not null,
    known_to     timestamptz,
    body         text             not null, -- what the fold needs of it
    primary key (holder, issue_id, statement_id, version, entry)
);
create index position_entry_statement on position_entry (statement_id);

-- What the fold says stands, in this generation. What was told is kept once for all generations; for the live one the two
-- say the same, and where another generation differs it would change what was told.
create table standing_shift (
    holder       text collate "C" not null,
    issue_id     text collate "C" not null,
    class        text             not null,
    confirmed_by text collate "C" not null,
    primary key (holder, issue_id, confirmed_by, class)
);

create table standing_notice (
    notice_id    text primary key,
    kind         text             not null,
    subject_kind text             not null check (subject_kind in ('POSITION', 'MEETING', 'CLAIM', 'DOCUMENT')),
    subject      text collate "C" not null,
    statement_id text             not null
);
create index standing_notice_subject on standing_notice (subject_kind, subject);

create table claim_word (
    claim_id     text collate "C" not null,
    statement_id text collate "C" not null,
    version      bigint           not null,
    ordinal      int              not null,
    valid_from   timestamptz      not null,
    ends_at      timestamptz, -- when its speaker withdrew it
    known_from   timestamptz      not null,
    known_to     timestamptz,
    word         text             not null,
    primary key (claim_id, statement_id, version, ordinal)
);
create index claim_word_statement on claim_word (statement_id);

create table claim (
    claim_id  text collate "C" primary key,
    status    text,
    sides     text[] not null default '{}',
    disputing text[] not null default '{}',
    data      text
);
-- Status null: nobody ever spoke of it.

create table meeting (
    meeting_id   text collate "C" primary key,
    phase        text,
    agreement    text,
    valid_from   timestamptz, -- of its date, or of its earliest report
    participants text[] not null default '{}',
    unconfirmed  text[] not null default '{}',
    data         text -- null: no report stands
);
create index meeting_time on meeting (valid_from, meeting_id);

create function rfc3339(moment timestamptz) returns text language sql immutable strict parallel safe
    return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
