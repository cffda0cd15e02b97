create index if not exists event_recorded on event (recorded);
-- An export goes in this order. The index grows at its end, so it costs an append next to nothing.
