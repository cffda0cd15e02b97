create table feed_address (
    secret_hash     bytea       primary key, -- SHA-256: who reads the table cannot read the feed
    subscription_id text collate "C" not null references subscription on delete cascade,
    created_at      timestamptz not null,
    revoked_at      timestamptz -- kept, so that its readers are told that it is gone
);
create unique index feed_address_of on feed_address (subscription_id) where revoked_at is null;

alter table subscription drop constraint subscription_channel_check;
alter table subscription add check (channel in ('webhook', 'email', 'pull'));
create index delivery_challenge on delivery (challenge) where kind = 'challenge';
-- Read when somebody confirms by the link in a mail.
