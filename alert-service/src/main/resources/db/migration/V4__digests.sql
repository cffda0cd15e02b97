alter table subscription add timing text not null default '{}' check (timing is json object);
alter table subscription add channel text not null default 'webhook' check (channel in ('webhook', 'pull'));
-- pull: nothing is sent; alerts are read, streamed or fed.

create table digest_entry (
    alert_id        text collate "C" primary key references alert on delete cascade,
    subscription_id text collate "C" not null references subscription on delete cascade,
    reason          text        not null,
    order_key       text        not null,
    added_at        timestamptz not null default clock_timestamp(),
    digest_id       text collate "C" -- null: waits for one
);
create index digest_waiting on digest_entry (subscription_id) where digest_id is null;
create index digest_contents on digest_entry (digest_id) where digest_id is not null;
-- What does not go out at once. An alert is in one digest at most: the key says so.

create table digest_due (
    subscription_id text collate "C" primary key references subscription on delete cascade,
    due             timestamptz not null
);
create index digest_due_next on digest_due (due);
-- When to look at what waits. Its row lock makes one digest of it, however many instances look.

alter table delivery add digest_id text collate "C";
alter table delivery drop constraint delivery_kind_check;
alter table delivery add check (kind in ('alert', 'digest', 'challenge', 'test'));
alter table delivery add check ((digest_id is not null) = (kind = 'digest'));
alter table delivery drop constraint delivery_state_check;
alter table delivery add check (state in ('pending', 'in_flight', 'held', 'digested', 'delivered', 'failed', 'cancelled'));
create index delivery_of_digest on delivery (digest_id) where digest_id is not null;
create index delivery_digests on delivery (subscription_id) where kind = 'digest' and state in ('pending', 'in_flight', 'held');
-- digested: found its subscription silent when it was due, and goes out in a digest instead.

update delivery d set state = 'pending', due = now(), round = 0
  from subscription s
 where s.subscription_id = d.subscription_id and s.status = 'active' and s.paused and d.state = 'held';
-- A pause held deliveries; from now on silence is for the moment of sending to find.
