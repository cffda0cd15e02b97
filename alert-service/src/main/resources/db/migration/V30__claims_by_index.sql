drop index delivery_waiting;
create index delivery_waiting on delivery (least(round, 1), subscription_id, due, position) where state = 'pending';
-- Not (round > 0): the planner turns a comparison with true or false into one of round, which the index then is not for.
