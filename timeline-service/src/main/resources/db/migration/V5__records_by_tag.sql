-- The records of an actor, an issue, a claim or a meeting in order of valid time: a page of them costs the page,
-- however many there are. Kept by the database, as an index is, so that whoever writes revisions need not know.
create table record_tag (
    tag        text collate "C" not null,
    valid_from timestamptz      not null,
    id         text collate "C" not null,
    version    bigint           not null,
    kind       text             not null,
    primary key (tag, valid_from, id, version, kind)
);

create function keep_record_tags() returns trigger language plpgsql set search_path from current as $$
begin
    insert into record_tag (tag, valid_from, id, version, kind)
    select t.tag, r.valid_from, r.id, r.version, r.kind
      from fresh r cross join lateral unnest(r.tags) t (tag) where left(t.tag, 2) = any ('{a:,i:,c:,m:}');
    return null;
end
$$;

create trigger record_revision_tags after insert on record_revision
    referencing new table as fresh for each statement execute function keep_record_tags();

insert into record_tag (tag, valid_from, id, version, kind)
select t.tag, r.valid_from, r.id, r.version, r.kind
  from record_revision r cross join lateral unnest(r.tags) t (tag) where left(t.tag, 2) = any ('{a:,i:,c:,m:}');
