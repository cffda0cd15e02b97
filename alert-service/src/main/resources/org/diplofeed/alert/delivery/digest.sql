select t.digest_id, a.alert_id, a.subscription_id, a.rehearsal_id, a.sequence, a.previous_alert_id, a.kind as alert_kind, a.about_id, a.urgency,
       a.backfill, a.matched, a.supersedes, a.previous_hash, a.skipped, a.hash, a.holder, a.issue_id, v.occurred, v.recorded, v.payload
  from digest_entry t
  join alert a on a.alert_id = t.alert_id
  join derived_event v on v.event_id = a.event_id
 where t.digest_id = any(?)
 order by t.digest_id, a.sequence
