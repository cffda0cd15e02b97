-- Text is searched in a table of its own, filled behind the projection: its index would cost every batch two thirds of
-- its speed. What waits to be indexed makes an answer to a search unsettled.
create table text_pending (
    kind    text             not null,
    id      text collate "C" not null,
    version bigint           not null,
    primary key (kind, id, version)
);

create table record_text (
    kind    text             not null,
    id      text collate "C" not null,
    version bigint           not null,
    config  text             not null, -- the text search configuration of the record's language
    words   tsvector         not null,
    primary key (kind, id, version)
);
create index record_text_words on record_text using gin (words);

create table text_config_used (
    config text primary key
);
-- A question is put in every language that records are in; these are they.

create function text_config(language text) returns text language sql immutable parallel safe return
    case split_part(lower(coalesce(language, '')), '-', 1)
        when 'ar' then 'arabic' when 'hy' then 'armenian' when 'eu' then 'basque' when 'ca' then 'catalan'
        when 'da' then 'danish' when 'nl' then 'dutch' when 'en' then 'english' when 'fi' then 'finnish'
        when 'fr' then 'french' when 'de' then 'german' when 'el' then 'greek' when 'hi' then 'hindi'
        when 'hu' then 'hungarian' when 'id' then 'indonesian' when 'ga' then 'irish' when 'it' then 'italian'
        when 'lt' then 'lithuanian' when 'ne' then 'nepali' when 'no' then 'norwegian' when 'nb' then 'norwegian'
        when 'nn' then 'norwegian' when 'pt' then 'portuguese' when 'ro' then 'romanian' when 'ru' then 'russian'
        when 'sr' then 'serbian' when 'es' then 'spanish' when 'sv' then 'swedish' when 'ta' then 'tamil'
        when 'tr' then 'turkish' when 'yi' then 'yiddish'
        else 'simple' end;

-- What of a record is searched, in its order: the summary and the quotes; of a report the title, the agenda and the note.
create function record_words(kind text, data jsonb) returns text[] language sql immutable parallel safe return
    case kind
        when 'STATEMENT' then array[data ->> 'summary', data #>> '{document,title}']
             || array(select jsonb_array_elements_text(data -> 'quotes'))
        else array[data ->> 'title', data ->> 'note']
             || array(select item ->> 'text' from jsonb_array_elements(data -> 'agenda') item)
    end;

-- By the record's language, else its source's. What cannot be read as text has no words; it must not hold up the others.
create function record_tsvector(kind text, record text, out config text, out words tsvector)
    language plpgsql immutable parallel safe as $$
declare
    data jsonb;
begin
    data := record::jsonb;
    config := text_config(coalesce(data ->> 'language', data #>> '{source,language}'));
    words := to_tsvector(config::regconfig, coalesce(array_to_string(record_words(kind, data), E'\n'), ''));
exception
    when data_exception or program_limit_exceeded then
        config := 'simple';
        words := '';
end $$;

insert into text_pending (kind, id, version)
select r.kind, r.id, r.version from record_revision r where r.data not like '%"OFF_RECORD"%';
