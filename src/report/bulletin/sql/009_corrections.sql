-- Corrections of earlier bulletins, how many people live where, warnings of districts and of the city, and a sum over what was frozen.

alter table bulletin.bulletin add column digest text;
comment on column bulletin.bulletin.digest is '冻结明细的校验值';
alter table bulletin.frozen_line add column persons int;
comment on column bulletin.frozen_line.persons is '人口数';

-- A line of an earlier month that is other now: what was told, what it is, and the records that made it so.
create table bulletin.correction (
  matter_id uuid not null,
  no int not null,
  period text not null,
  original_id uuid,
  dimension text not null check (dimension in ('CITY', 'CITY_LEVEL', 'PLACE', 'AGENCY')),
  subject text not null,
  name text not null,
  metric text not null check (metric in ('incidence', 'loss', 'appearance', 'settled')),
  before_numerator int not null,
  before_denominator int,
  after_numerator int not null,
  after_denominator int,
  added text[] not null,
  removed text[] not null,
  reason text,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

-- As last entered for a year, by the bulletin in which it was entered.
create table bulletin.population (
  matter_id uuid not null,
  year int not null,
  place text not null,
  persons int not null check (persons > 0),
  source text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, year, place)
);

alter table bulletin.warning add column dimension text not null default 'AGENCY' check (dimension in ('CITY', 'CITY_LEVEL', 'PLACE', 'AGENCY')),
  add column recipient text;
update bulletin.warning set recipient = agency;
alter table bulletin.warning drop constraint warning_pkey, add primary key (matter_id, dimension, agency, metric);

alter table bulletin.objection add column received_on date, add column reason text, add column decision text;

create or replace view bulletin.watch_c04 with (security_invoker = true) as
select w.matter_id, w.matter_id || '/' || case w.dimension when 'AGENCY' then '' else w.dimension || '/' end || w.agency || '/' || w.metric as subject_key,
  b.frozen_on as since, w.level as severity, w.agency_id, w.town_code, w.county_code, w.reader
from bulletin.warning w join bulletin.bulletin b on b.matter_id = w.matter_id
where w.fed_back_on is null;

-- The sum over what the tables hold now, as snapshotDigest takes it over the act that froze.
create view bulletin.snapshot_digest with (security_invoker = true) as
select b.matter_id, encode(sha256(convert_to(
  coalesce((select string_agg(concat_ws('|', r.no, r.change, r.indicator, r.scope_kind, r.scope_id, r.record_id, coalesce(r.counted_matter_id::text, '~'),
      to_char(r.counted_on, 'YYYY-MM-DD'), coalesce(r.place, '~'), r.is_vertical::text, coalesce(r.group_key, '~')) || E'\n', '' order by r.no)
    from bulletin.frozen_row r where r.matter_id = b.matter_id), '')
  || coalesce((select string_agg(concat_ws('|', l.no, l.dimension, l.subject, l.name, l.metric, l.span, l.numerator, coalesce(l.denominator::text, '~'),
      l.before_numerator, coalesce(l.before_denominator::text, '~'), coalesce(l.rank::text, '~'), l.is_small::text, l.is_vertical::text,
      coalesce(l.warning, '~'), coalesce(l.same_act::text, '~'), coalesce(l.persons::text, '~')) || E'\n', '' order by l.no)
    from bulletin.frozen_line l where l.matter_id = b.matter_id), ''), 'UTF8')), 'hex') as digest
from bulletin.bulletin b where b.frozen_on is not null;

-- Rows or lines that are not those of the act that froze them; of what was frozen before there was a sum, only whether rows are gone.
create or replace view bulletin.watch_c01 with (security_invoker = true) as
select b.matter_id, b.matter_id::text as subject_key, b.frozen_on as since, 'RED'::text as severity, b.agency_id, b.town_code, b.county_code, b.reader
from bulletin.bulletin b join bulletin.snapshot_digest d on d.matter_id = b.matter_id
where case when b.digest is null then (select count(*) from bulletin.frozen_row r where r.matter_id = b.matter_id) <> b.row_count
  else d.digest <> b.digest end;

-- Of the snapshot of a bulletin only the rows of its own year: what is corrected of the year before stands beside them.
create or replace view bulletin.snapshot_row with (security_invoker = true) as
select x.matter_id, x.change, x.indicator, x.scope_kind, x.scope_id, x.record_id, x.counted_on from (
  select distinct on (b.matter_id, r.indicator, r.scope_kind, r.scope_id, r.record_id) b.matter_id, r.change, r.indicator, r.scope_kind, r.scope_id,
    r.record_id, r.counted_on, b.period
  from bulletin.bulletin b
    join bulletin.bulletin e on e.agency_id = b.agency_id and left(e.period, 4) = left(b.period, 4) and e.period <= b.period and e.as_of <= b.as_of
    join bulletin.frozen_row r on r.matter_id = e.matter_id
  order by b.matter_id, r.indicator, r.scope_kind, r.scope_id, r.record_id, e.period desc, r.no desc
) x where x.change = 'ADDED' and to_char(x.counted_on, 'YYYY') = left(x.period, 4);

-- What objections that were recorded before say of themselves.
update bulletin.objection o set received_on = (a.p ->> 'receivedOn')::date, reason = a.p ->> 'reason'
from (select matter_id, row_number() over (partition by matter_id order by n) as no, canonical::jsonb -> 'payload' as p
      from kernel.act where action = 'object') a
where a.matter_id = o.matter_id and a.no = o.no;
update bulletin.objection o set decision = a.p ->> 'reason'
from (select matter_id, canonical::jsonb -> 'payload' as p from kernel.act where action = 'decideObjection') a
where a.matter_id = o.matter_id and (a.p ->> 'no')::int = o.no;
