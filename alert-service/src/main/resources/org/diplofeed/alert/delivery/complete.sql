-- A batch of ended attempts. Only whose claim still stands counts: a worker that lost its lease changes nothing.
with ended as (
    select * from unnest(?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::text[],
                         ?::timestamptz[], ?::bigint[], ?::text[], ?::text[], ?::boolean[])
        as e (delivery_id, claim, state, wait_ms, throttle_ms, attempt, status, error, started_at, took_ms, headers, answer, truncated)
), done as (
    update delivery d
       set state = case when e.state in ('pending', 'held', 'digested') and d.superseded then 'cancelled'
                        when e.state = 'pending' and s.status <> 'active' then 'held'
                        else e.state end,
           attempts = d.attempts - case when e.state = 'digested' then 1 else 0 end,
           due = case when e.state = 'pending' then clock_timestamp() + e.wait_ms * interval '1 millisecond' else d.due end,
           finished_at = case when e.state in ('pending', 'held') and not d.superseded then null else clock_timestamp() end,
           claim = null, claimed_at = null, lease = null, last_status = e.status, last_error = e.error
      from ended e, subscription s
     where s.subscription_id = d.subscription_id and d.delivery_id = e.delivery_id and d.claim = e.claim and d.state = 'in_flight'
    returning d.delivery_id, d.subscription_id, e.attempt, e.state as wanted, e.throttle_ms, e.status, e.error, e.started_at,
              e.took_ms, e.headers, e.answer, e.truncated
), logged as (
    insert into delivery_attempt (delivery_id, attempt, started_at, duration_ms, status, error, headers, answer, truncated)
    select delivery_id, attempt, started_at, took_ms, status, error, headers, answer, truncated from done where wanted <> 'digested'
    on conflict (delivery_id, attempt) do nothing
), counted as (
    update endpoint e
       set in_flight = e.in_flight - g.ended,
           failures = case when g.reached then 0 else e.failures + g.failed end,
           last_success = case when g.reached then clock_timestamp() else e.last_success end,
           not_before = greatest(e.not_before, clock_timestamp() + g.throttle_ms * interval '1 millisecond',
               case when g.reached or g.failed = 0 or e.failures + g.failed < ? then '-infinity'::timestamptz
                    else clock_timestamp() + least(30000 * 2 ^ least(e.failures + g.failed - ?, 10), 3600000) * interval '1 millisecond'
               end)
      from (select subscription_id, count(*)::int as ended,
                   count(*) filter (where wanted <> 'digested')::int as failed, bool_or(wanted = 'delivered') as reached,
                   max(throttle_ms) as throttle_ms
              from done group by subscription_id) g
     where e.subscription_id = g.subscription_id
)
select delivery_id from done
