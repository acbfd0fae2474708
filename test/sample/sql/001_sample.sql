-- A domain of the tests alone: the smallest that uses every part of the kernel.
create schema sample;
create table sample.filing (
  matter_id uuid primary key,
  topic text not null,
  amount bigint,
  state text not null,
  filed_on date not null,
  decided_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create table sample.filing_personal (
  matter_id uuid primary key,
  name text,
  phone text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create table sample.errand (
  matter_id uuid primary key,
  topic text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create view sample.late with (security_invoker = true) as
  select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'RED'::text as severity, l.agency_id, l.town_code, l.county_code, l.reader
  from kernel.matter_limit l
  where l.procedure = 'sample.filing' and l.limit_id = 'decision' and l.state = 'running' and not l.is_provisional
    and l.due < nullif(current_setting('fadu.today', true), '')::date;
create view sample.decided with (security_invoker = true) as
  select f.matter_id as record_id, f.matter_id, 'city'::text as scope_kind, 'city'::text as scope_id, f.county_code as place, f.decided_on as counted_on,
    null::date as until, null::timestamptz as known_at, 1::numeric as amount, f.agency_id, f.town_code, f.county_code, f.reader
  from sample.filing f where f.decided_on is not null;

create index filing_personal_name on sample.filing_personal (name text_pattern_ops);
create view sample.lookup_applicant with (security_invoker = true) as
  select matter_id, '1'::text as value, '申请人'::text as label, topic as hint from sample.filing;
create view sample.lookup_applicant_named with (security_invoker = true) as
  select matter_id, '1'::text as value, name as label, json_strip_nulls(json_build_object('name', name, 'phone', phone)) as fill
  from sample.filing_personal where name is not null;
