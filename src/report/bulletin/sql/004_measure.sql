-- Measures of a campaign against administrative disputes: counted for the city where its own bureau registered them, and for each bureau.
create table bulletin.measure (
  matter_id uuid primary key,
  state text not null,
  programme text not null,
  no int not null,
  name text,
  taken_on date not null,
  ended_on date,
  recorded_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column bulletin.measure.programme is '行动、方案名称';
comment on column bulletin.measure.no is '第几项';
comment on column bulletin.measure.name is '措施名称';
comment on column bulletin.measure.taken_on is '实施日';
comment on column bulletin.measure.ended_on is '终止日';

create view bulletin.dispute_measures with (security_invoker = true) as
select m.matter_id as record_id, m.matter_id, s.scope_kind, case s.scope_kind when 'agency' then m.agency_id else 'city' end as scope_id,
  m.county_code as place, m.taken_on as counted_on, null::date as until, m.recorded_at as known_at, 1::numeric as amount,
  m.agency_id, m.town_code, m.county_code, m.reader
from bulletin.measure m join (values ('city'), ('agency')) s(scope_kind) on s.scope_kind = 'agency' or m.county_code is null;
