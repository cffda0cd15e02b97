alter table subscription add paused boolean not null default false;
-- Not a status: what is paused may be pending or disabled too, and is paused still when it is active again.

alter table delivery add past_pause boolean not null default false;
-- Takes back what may have been received: goes out at once, whatever is paused, and past what a pause holds.
