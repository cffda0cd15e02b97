-- Endpoints first: those with something due, room and no reason to wait; then the first due deliveries of each. A black
-- hole fills its own slots. statement_timestamp() is the database's clock, once for the whole statement.
with recursive waiting (subscription_id) as ( -- one probe of the index for each endpoint that has something pending
    (select subscription_id from delivery where state = 'pending' and least(round, 1) = :retries order by subscription_id limit 1)
    union all
    select (select d.subscription_id from delivery d
             where d.state = 'pending' and least(d.round, 1) = :retries and d.subscription_id > w.subscription_id
             order by d.subscription_id limit 1)
      from waiting w where w.subscription_id is not null
), free as materialized (
    select e.subscription_id,
           case when e.failures >= :breaker then 1 else :slots end - e.in_flight as room
      from endpoint e join waiting w on w.subscription_id = e.subscription_id
     where e.in_flight < case when e.failures >= :breaker then 1 else :slots end
       and e.not_before <= statement_timestamp()
       and exists (select from delivery d
                    where d.subscription_id = e.subscription_id and d.state = 'pending'
                      and least(d.round, 1) = :retries and d.due <= statement_timestamp()
                   offset 0) -- asked for each endpoint: joined, it would read all that waits for a dead one
     order by e.last_claimed, e.subscription_id
     limit :batch
       for update of e skip locked
), chosen as materialized (
    select due.delivery_id, due.subscription_id
      from free cross join lateral (
               select d.delivery_id, d.subscription_id
                 from delivery d
                where d.subscription_id = free.subscription_id and d.state = 'pending'
                  and least(d.round, 1) = :retries and d.due <= statement_timestamp()
                  and not exists (select from delivery earlier
                                   where earlier.subscription_id = d.subscription_id
                                     and earlier.order_key = d.order_key
                                     and earlier.position < d.position
                                     and earlier.state in ('pending', 'in_flight', 'held'))
                  and not exists (select from delivery digest
                                    join digest_entry told on told.digest_id = digest.digest_id
                                   where digest.subscription_id = d.subscription_id and digest.kind = 'digest'
                                     and digest.state in ('pending', 'in_flight', 'held')
                                     and told.order_key = d.order_key)
                order by d.due, d.position
                limit free.room
                  for update of d skip locked) due
     limit :batch
), claimed as (
    update delivery d
       set state = 'in_flight', claim = :claim, claimed_at = statement_timestamp(),
           lease = statement_timestamp() + :lease * interval '1 millisecond',
           attempts = d.attempts + 1, round = d.round + 1
      from chosen c where d.delivery_id = c.delivery_id and d.state = 'pending'
    returning d.*
), counted as (
    update endpoint e set in_flight = e.in_flight + c.taken, last_claimed = statement_timestamp()
      from (select subscription_id, count(*) as taken from claimed group by subscription_id) c
     where e.subscription_id = c.subscription_id
)
select c.delivery_id, c.subscription_id, c.kind, c.webhook_id, c.challenge, c.attempts, c.round, c.claimed_at, c.created_at, c.past_pause,
       c.digest_id, s.channel, s.url, s.paused, s.timing,
       (select array_agg(k.sealed order by k.scheme, k.expires_at desc nulls first, k.key_id) from signing_key k
         where k.subscription_id = c.subscription_id
           and (k.expires_at is null or k.expires_at > statement_timestamp())) as keys,
       a.alert_id, a.rehearsal_id, a.sequence, a.previous_alert_id, a.kind as alert_kind, a.about_id, a.urgency, a.backfill, a.matched,
       a.supersedes, a.previous_hash, a.skipped, a.hash, a.holder, a.issue_id, v.occurred, v.recorded, v.payload,
       v.traceparent
  from claimed c
  join subscription s on s.subscription_id = c.subscription_id
  left join alert a on a.alert_id = c.alert_id
  left join derived_event v on v.event_id = a.event_id
