create table if not exists operator_action (
    id         bigint generated always as identity primary key, -- for paging; order of insertion, nothing relies on gaps
    begun_at   timestamptz not null default clock_timestamp(),
    operator   text        not null,
    action     text        not null, -- parked.retry, export, restore.begin
    target     text, -- what it was about: a stream, a projection, a file's hash
    reason     text,
    request_id text        not null
);
create index if not exists operator_action_time on operator_action (begun_at);

create table if not exists operator_outcome (
    action_id bigint primary key references operator_action,
    ended_at  timestamptz not null default clock_timestamp(),
    outcome   text        not null,
    counts    jsonb       not null -- how much of what, as an object of numbers
);
-- Written before an action and after it: one without an outcome was cut off. Neither is ever changed or deleted.

create or replace function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what operators did is appended to, and nothing else';
end $$;
create or replace trigger operator_action_append_only before update or delete or truncate on operator_action
    for each statement execute function refuse_change();
create or replace trigger operator_outcome_append_only before update or delete or truncate on operator_outcome
    for each statement execute function refuse_change();
