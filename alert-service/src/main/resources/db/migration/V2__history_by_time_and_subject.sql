create index derived_event_by_occurred on derived_event (occurred desc, event_id);
create index derived_event_about on derived_event (about_id);
-- Previews read by the first, explanations by the second.
