-- What was claimed and never completed goes back, is logged as lost, and frees its endpoint's slots. An endpoint that
-- another instance is at right now is its.
with locked as materialized (
    select e.subscription_id from endpoint e
     where exists (select from delivery d where d.subscription_id = e.subscription_id
                      and d.state = 'in_flight' and d.lease < statement_timestamp())
     order by e.subscription_id for update skip locked
), lost as materialized (
    select d.delivery_id, d.claimed_at from delivery d join locked using (subscription_id)
     where d.state = 'in_flight' and d.lease < statement_timestamp()
       for update of d
), freed as (
    update delivery d
       set state = case when d.superseded then 'cancelled'
                        when d.kind in ('alert', 'digest') and s.status <> 'active' then 'held'
                        else 'pending' end,
           finished_at = case when d.superseded then clock_timestamp() end,
           due = clock_timestamp(), claim = null, claimed_at = null, lease = null, last_error = 'lost',
           round = d.round - 1
      from lost, subscription s
     where s.subscription_id = d.subscription_id and d.delivery_id = lost.delivery_id and d.state = 'in_flight'
    returning d.delivery_id, d.subscription_id, d.attempts, lost.claimed_at
), logged as (
    insert into delivery_attempt (delivery_id, attempt, started_at, duration_ms, error, headers, truncated)
    select delivery_id, attempts, claimed_at, 0, 'lost', '{}', false from freed
    on conflict (delivery_id, attempt) do nothing
)
update endpoint e set in_flight = e.in_flight - g.lost
  from (select subscription_id, count(*)::int as lost from freed group by subscription_id) g
 where e.subscription_id = g.subscription_id
