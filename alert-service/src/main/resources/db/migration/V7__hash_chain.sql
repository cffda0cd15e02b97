alter table alert add previous_hash text;
alter table alert add hash text; -- of the alert as it is told; null for those made before there was a chain of hashes
alter table alert_chain add last_hash text;
