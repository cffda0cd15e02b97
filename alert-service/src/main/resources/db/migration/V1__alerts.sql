create table actor (
    actor_id text collate "C" primary key,
    name     text not null
);

create table issue (
    issue_id    text collate "C" primary key,
    proposition text   not null,
    topics      text[] not null
);

create table derived_event (
    event_id  text collate "C" primary key,
    type      text        not null,
    about_id  text        not null, -- the shift's or the notice's id
    occurred  timestamptz not null, -- valid time, the CloudEvents time
    recorded  timestamptz not null,
    payload   bytea       not null  -- as it stands on the log: alerts are written from it
);
create index derived_event_by_time on derived_event (recorded, event_id);
-- All of diplofeed.shifts, matched or not, once: alerts share it, previews and explanations read it.

create table subscription (
    subscription_id text collate "C" primary key,
    tenant          text        not null,
    name            text        not null,
    filter          text        not null check (filter is json object),
    url             text        not null,
    max_age_seconds bigint check (max_age_seconds > 0), -- null: off
    ordered         boolean     not null,
    status          text        not null check (status in ('pending', 'active', 'disabled')),
    status_reason   text,       -- of a pending one: why the last challenge failed; of a disabled one: gone, exhausted
    version         bigint      not null check (version > 0),
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);
create index subscription_by_tenant on subscription (tenant, subscription_id);

create table signing_key (
    key_id          text primary key,
    subscription_id text collate "C" not null references subscription on delete cascade,
    scheme          text        not null check (scheme in ('v1', 'v1a')),
    sealed          bytea       not null,
    public_key      text check ((public_key is null) = (scheme = 'v1')),
    created_at      timestamptz not null,
    expires_at      timestamptz -- null: the present key; set: an older one that signs too until then
);
create index signing_key_of on signing_key (subscription_id);

create table alert_chain (
    subscription_id text collate "C" primary key references subscription on delete cascade,
    last_sequence   bigint not null default 0,
    last_alert_id   text,
    check ((last_sequence = 0) = (last_alert_id is null))
);
-- Its row lock numbers a subscription's alerts without a gap. Not a column of subscription, which people edit, nor of
-- endpoint, which workers lock.

create table effect (
    effect_id       text primary key, -- hash of the next three
    about_id        text        not null,
    subscription_id text        not null,
    kind            text        not null,
    at              timestamptz not null default clock_timestamp()
);
-- What was ever told to whom. Outlives alerts, subscriptions and every replay: no foreign keys.

create table alert (
    alert_id          text collate "C" primary key, -- made of the effect's hash
    subscription_id   text collate "C" not null references subscription on delete cascade,
    sequence          bigint      not null check (sequence > 0),
    previous_alert_id text check ((previous_alert_id is null) = (sequence = 1)),
    kind              text        not null,
    event_id          text        not null references derived_event,
    about_id          text        not null,
    holder            text,
    issue_id          text,
    classification    text,
    urgency           smallint    not null check (urgency between 1 and 9),
    backfill          boolean     not null,
    matched           text        not null check (matched is json object),
    supersedes        text,
    superseded_by     text,
    created_at        timestamptz not null default clock_timestamp(),
    unique (subscription_id, sequence)
);
create index alert_about on alert (about_id, subscription_id);

create table endpoint (
    subscription_id text collate "C" primary key references subscription on delete cascade,
    in_flight       int         not null default 0 check (in_flight >= 0),
    failures        int         not null default 0,           -- in a row: enough of them open the breaker
    not_before      timestamptz not null default '-infinity', -- throttled, or the breaker is open
    last_success    timestamptz,
    last_claimed    timestamptz not null default '-infinity'
);

create table delivery (
    delivery_id     text collate "C" primary key,
    subscription_id text collate "C" not null references subscription on delete cascade,
    kind            text        not null check (kind in ('alert', 'challenge', 'test')),
    alert_id        text references alert on delete cascade check ((alert_id is not null) = (kind = 'alert')),
    webhook_id      text        not null,
    challenge       text check ((challenge is not null) = (kind = 'challenge')),
    state           text        not null check (state in ('pending', 'in_flight', 'held', 'delivered', 'failed', 'cancelled')),
    superseded      boolean     not null default false, -- taken back while in flight: is not tried again
    order_key       text,       -- waits for unfinished earlier ones with the same key
    position        bigint      not null,
    attempts        int         not null default 0,
    round           int         not null default 0, -- attempts since it was last asked for: where it is in the schedule
    due             timestamptz not null default clock_timestamp(),
    claim           uuid,
    claimed_at      timestamptz,
    lease           timestamptz,
    last_status     int,
    last_error      text,
    created_at      timestamptz not null default clock_timestamp(),
    finished_at     timestamptz,
    check ((claim is not null) = (state = 'in_flight')),
    check ((lease is not null) = (state = 'in_flight'))
);
create index delivery_waiting on delivery ((round > 0), subscription_id, due) where state = 'pending';
create index delivery_claimed on delivery (claim) where state = 'in_flight';
create index delivery_leased on delivery (lease) where state = 'in_flight';
create index delivery_order on delivery (subscription_id, order_key, position) where state in ('pending', 'in_flight', 'held');
create index delivery_of_alert on delivery (alert_id);
create index delivery_log on delivery (subscription_id, delivery_id);

create table delivery_attempt (
    delivery_id text collate "C" not null references delivery on delete cascade,
    attempt     int         not null,
    started_at  timestamptz not null,
    duration_ms bigint      not null,
    status      int,
    error       text,       -- target_forbidden, dns, connect, tls, timeout, http, challenge; lost: its worker died
    headers     text        not null check (headers is json object), -- as sent, without signatures
    answer      text,       -- its beginning; text, or base64 of what is none
    truncated   boolean     not null,
    primary key (delivery_id, attempt)
);
