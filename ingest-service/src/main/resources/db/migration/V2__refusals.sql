-- Who was refused what: never a word of what was sent, which may be restricted. Pruned by age and by number.
create table refusal (
    id         bigint generated always as identity primary key, -- for paging; order of insertion, nothing relies on gaps
    refused_at timestamptz not null,
    subject    text, -- null: no valid token
    operation  text        not null,
    event_id   text, -- of an event among many: source and id
    type       text        not null,
    status     smallint    not null,
    codes      text[]      not null,
    request_id text        not null
);
create index refusal_subject on refusal (subject, id);
create index refusal_type on refusal (type, id);
create index refusal_time on refusal (refused_at);
