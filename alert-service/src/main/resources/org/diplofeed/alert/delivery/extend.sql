update delivery set lease = clock_timestamp() + :lease * interval '1 millisecond'
 where claim = any(?) and state = 'in_flight'
