alter table alert add skipped bigint[] not null default '{}';
-- Sequences before this one that were taken back before they left, and so were never sent: the gaps that it explains.

alter table alert_chain add unsaid bigint[] not null default '{}';
-- Those that no alert has explained yet. The next one that is sent does.
