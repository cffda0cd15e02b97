create table redelivery (
    operation_id    text collate "C" primary key,
    tenant          text        not null,
    subscription_id text collate "C" not null references subscription on delete cascade,
    since           timestamptz not null,
    after_sequence  bigint      not null, -- how far it is: what comes next is after it
    up_to           bigint      not null, -- what is told later is sent anyway
    total           bigint      not null,
    done            bigint      not null default 0,
    state           text        not null check (state in ('running', 'done', 'cancelled')),
    created_at      timestamptz not null default clock_timestamp(),
    finished_at     timestamptz
);
create index redelivery_running on redelivery (created_at) where state = 'running';

create table idempotency_key (
    tenant      text        not null,
    key         text        not null,
    fingerprint bytea       not null, -- of what was asked
    begun_at    timestamptz not null default clock_timestamp(),
    status      int,        -- null: still being handled
    location    text,
    answer      bytea,      -- sealed: it may hold a secret
    primary key (tenant, key),
    check ((status is null) = (answer is null))
);
create index idempotency_key_by_age on idempotency_key (begun_at);
