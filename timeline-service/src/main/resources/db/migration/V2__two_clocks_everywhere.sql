-- What a row of now says also holds for another question, where nothing came after its clocks: `updated` is the greatest
-- recordedtime that ever touched it, `last_at` the greatest valid time. Where one of them is later than what is asked
-- for, the answer is derived anew from what was known. Neither ever falls, so the order of arrival decides nothing.
-- `first_known`: before it nobody had heard of it.
alter table position add column last_at timestamptz, add column first_known timestamptz;
alter table meeting add column updated timestamptz, add column last_at timestamptz, add column first_known timestamptz;
alter table claim add column updated timestamptz, add column last_at timestamptz, add column first_known timestamptz;

update position p set last_at = e.last_at, first_known = e.first_known
  from (select holder, issue_id, max(valid_from) as last_at, min(known_from) as first_known
          from position_entry group by holder, issue_id) e
 where p.holder = e.holder and p.issue_id = e.issue_id;
update meeting m set updated = r.updated, last_at = r.last_at, first_known = r.first_known
  from (select r.meeting_id, max(greatest(r.known_from, r.known_to, h.withdrawn_from)) as updated,
               max(greatest(r.valid_from, h.withdrawn_at)) as last_at, min(r.known_from) as first_known
          from record_revision r join record h using (kind, id) group by r.meeting_id) r
 where m.meeting_id = r.meeting_id;
update claim c set updated = w.updated, last_at = w.last_at, first_known = w.first_known
  from (select w.claim_id, max(greatest(w.known_from, w.known_to)) as updated,
               max(greatest(w.valid_from, w.ends_at)) as last_at, min(w.known_from) as first_known
          from claim_word w group by w.claim_id) w
 where c.claim_id = w.claim_id;

create table learned (
    topic    text             not null check (topic in ('REFERENCE', 'STATEMENTS', 'MEETINGS')),
    recorded timestamptz      not null,
    stream   text collate "C" not null,
    version  bigint           not null,
    event_id text             not null,
    change   text             not null check (change in ('NEW', 'CORRECTED', 'RETRACTED', 'LINKED', 'WITHHELD')),
    kind     text             not null, -- of what it is about: STATEMENT, MEETING_REPORT, MEETING, ACTOR, ISSUE, CLAIM
    about    text[]           not null, -- ids: of a link the duplicates
    reason   text,
    by       text,
    hidden   boolean          not null, -- about records that were restricted before it and are after it
    primary key (topic, recorded, stream, version)
);
-- Every event that was read, in the order of its recording: the index grows at its end. It answers what was learned
-- between two moments, and where the log stood at one: a place that is the same after a rebuild, as offsets are not.

insert into learned (topic, recorded, stream, version, event_id, change, kind, about, reason, by, hidden)
select 'REFERENCE', d.known_from, lower(d.kind) || '/' || d.id, d.version, d.event_id,
       case d.version when 1 then 'NEW' else 'CORRECTED' end, d.kind, array[d.id], null, null, false
  from definition d
union all
select case r.kind when 'STATEMENT' then 'STATEMENTS' else 'MEETINGS' end, r.known_from,
       case r.kind when 'STATEMENT' then 'statement/' || r.id else 'meeting/' || r.meeting_id end, r.version, r.event_id,
       case when r.event_id = r.recorded_id then 'NEW' else 'CORRECTED' end,
       case r.kind when 'STATEMENT' then 'STATEMENT' else 'MEETING_REPORT' end, array[r.id], r.reason, r.corrected_by,
       r.restricted
  from record_revision r;
-- Retractions and links of before this migration keep no version here; the places that they name are those of the
-- records around them.

drop index record_revision_known;

alter table claim_word add column end_known timestamptz; -- since when the feed knows of ends_at
update claim_word w set end_known = h.withdrawn_from
  from record h where h.kind = 'STATEMENT' and h.id = w.statement_id and w.ends_at is not null;

-- Which documents a document revises, and which statements a statement speaks of, can be asked for too: r:, o:.
update record_revision r set tags = array(
       select t from (select unnest(r.tags) as t
                      union select 'r:' || (r.data::jsonb #>> '{document,revises}')
                      union select 'o:' || jsonb_array_elements_text(r.data::jsonb #> '{about,statements}')) n
        where t is not null order by t collate "C")
 where r.kind = 'STATEMENT' and (r.data like '%"revises"%' or r.data like '%"about"%');
-- A place is found by name as well, in lower case.
update record_revision r set tags = array(
       select t from (select u as t from unnest(r.tags) u where u not like 'p:%'
                      union select 'p:' || lower(r.data::jsonb #>> '{place,name}')
                      union select 'p:' || lower(r.data::jsonb #>> '{place,country}')) n
        where t is not null order by t collate "C")
 where r.kind = 'REPORT' and r.data like '%"place"%';

alter table definition add column roles_of text[] not null default '{}'; -- of a person: for whom an office is held
update definition d set roles_of = array(select distinct role ->> 'of' from jsonb_array_elements(d.data::jsonb -> 'roles') role)
 where d.kind = 'ACTOR' and d.data like '%"roles"%';
create index definition_roles on definition using gin (roles_of);
