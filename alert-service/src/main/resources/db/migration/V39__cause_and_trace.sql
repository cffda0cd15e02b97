alter table derived_event
    add column causation_id   text collate "C", -- the event that caused it, of ingest's
    add column correlation_id text,
    add column traceparent    text;             -- W3C trace context, which its deliveries carry on
create index derived_event_by_cause on derived_event (causation_id);
-- What an event caused is asked for by operators. Rows from before have none, and are found by nobody.
