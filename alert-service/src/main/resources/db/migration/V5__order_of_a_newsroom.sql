alter table alert add tenant text;
alter table alert add place bigint check (place > 0);
update alert a set tenant = n.tenant, place = n.place
  from (select alert_id, s.tenant,
               row_number() over (partition by s.tenant order by created_at, sequence, alert_id) as place
          from alert join (select subscription_id, tenant from subscription) s using (subscription_id)) n
 where n.alert_id = a.alert_id;
alter table alert alter tenant set not null;
alter table alert alter place set not null;
create unique index alert_in_order on alert (tenant, place);

create table newsroom (
    tenant     text collate "C" primary key,
    last_place bigint not null
);
insert into newsroom select tenant, max(place) from alert group by tenant;
-- Its row lock puts all of a newsroom's alerts in one order, whichever subscription they are for: a stream that has read
-- up to a place has missed nothing before it. A sequence is drawn before commit and loses late committers.
