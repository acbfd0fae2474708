-- Whoever came again with what has ended for good stands on a list until he is taken off it, with what was done for him.
create table centre.counselling (
  matter_id uuid primary key,
  final_matter_id uuid,
  listed_on date not null,
  known_at timestamptz not null,
  help_count int not null,
  last_help_on date,
  ended_on date check (ended_on >= listed_on),
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check ((help_count = 0) = (last_help_on is null))
);
create index counselling_listed on centre.counselling (listed_on) where ended_on is null;
comment on column centre.counselling.listed_on is '列入日';
comment on column centre.counselling.help_count is '疏导帮扶次数';
comment on column centre.counselling.last_help_on is '最近一次';
comment on column centre.counselling.ended_on is '移出日';

create table centre.counselling_help (
  matter_id uuid not null,
  no int not null,
  helped_on date not null,
  measure text not null check (measure in ('COUNSEL', 'PSYCHOLOGY', 'RECONCILE', 'RELIEF', 'JUDICIAL_RELIEF', 'HARDSHIP', 'LEGAL')),
  unit text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);
comment on column centre.counselling_help.helped_on is '日期';
comment on column centre.counselling_help.measure is '方式';
comment on column centre.counselling_help.unit is '落实的单位';

-- The list as it stands on a day.
create view centre.counselling_list with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id, s.scope_kind, s.scope_id, left(coalesce(m.place, p.place), 6) as place,
  c.listed_on as counted_on, c.ended_on as until, c.known_at, 1::numeric as amount, c.agency_id, c.town_code, c.county_code, c.reader
from centre.counselling c
  left join centre.matter m on m.matter_id = c.matter_id
  left join centre.petition p on p.matter_id = c.matter_id
  join centre.figure_scope s on s.level is null
where c.ended_on is distinct from c.listed_on;
