create table if not exists relay_refusal (
    stream_id     text collate "C" primary key,
    version       bigint      not null,
    recorded      timestamptz not null,
    topic         text        not null,
    type          text        not null,
    fault         text        not null,
    first_refused timestamptz not null,
    last_refused  timestamptz not null,
    attempts      bigint      not null,
    next_attempt  timestamptz not null
);
-- What the broker refuses for what it is: the stream waits, all others go on. Beside the queue and not in it, for it is
-- nearly always empty. A row whose event has left the queue means nothing any more; relays clear such rows away.
