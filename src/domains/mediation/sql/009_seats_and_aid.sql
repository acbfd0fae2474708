-- Numbers of the platform's own that supervision counts with: conventions and no statute, each city's to change.
create table mediation.convention (
  id text primary key,
  value int not null check (value > 0),
  note text not null
);
insert into mediation.convention (id, value, note) values
  ('aid_days', 30, '致伤、致残、牺牲登记后多少日没有救助、抚恤登记的预警（日）'),
  ('escalation_hours', 2, '发现可能引起治安、刑事案件后多少小时内报告（小时）');

create table mediation.mediator_injury (
  matter_id uuid not null,
  n integer not null,
  party_id uuid not null,
  kind text not null check (kind in ('INJURED', 'DISABLED', 'DIED')),
  happened_on date not null,
  is_in_need boolean not null,
  dispute_id uuid,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, n)
);
comment on column mediation.mediator_injury.kind is '情形';
comment on column mediation.mediator_injury.happened_on is '发生日期';
comment on column mediation.mediator_injury.is_in_need is '生活发生困难';

create table mediation.mediator_aid (
  matter_id uuid not null,
  n integer not null,
  injury_n integer not null,
  kind text not null check (kind in ('MEDICAL', 'LIVING', 'PENSION', 'PREFERENCE')),
  granted_by text not null,
  granted_on date not null,
  amount_fen bigint check (amount_fen >= 0),
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, n)
);
comment on column mediation.mediator_aid.kind is '种类';
comment on column mediation.mediator_aid.granted_by is '给予的机关';
comment on column mediation.mediator_aid.granted_on is '给予日期';
comment on column mediation.mediator_aid.amount_fen is '金额（分）';

-- A new term began without him, or his contract is over, and he sits on as if nothing were.
create view mediation.watch_p04 with (security_invoker = true) as
select s.matter_id, s.matter_id::text as subject_key, coalesce(n.start_on, s.contract_end_on) as since, 'YELLOW' as severity, s.agency_id,
  s.town_code, s.county_code, s.reader
from mediation.seat s cross join mediation.watch_day t
  left join lateral (select min(m.start_on) as start_on from mediation.term m
    where m.committee_id = s.committee_id and m.no > s.term_no and m.start_on <= t.today) n on true
where s.start_on <= t.today and s.end_on is null
  and (n.start_on is not null or (s.term_no is null and s.contract_end_on <= t.today));

-- In office at a committee that is dissolved.
create view mediation.watch_p05 with (security_invoker = true) as
select s.matter_id, s.matter_id::text as subject_key, c.dissolved_on as since, 'YELLOW' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from mediation.seat s join mediation.committee c on c.committee_id = s.committee_id cross join mediation.watch_day t
where s.end_on is null and c.dissolved_on <= t.today;

-- Hurt and in need, or dead at the work, and no aid recorded.
create view mediation.watch_p06 with (security_invoker = true) as
select i.matter_id, i.matter_id || '/' || i.n as subject_key, i.happened_on + v.value + 1 as since, 'YELLOW' as severity, i.agency_id,
  i.town_code, i.county_code, i.reader
from mediation.mediator_injury i cross join mediation.watch_day t join mediation.convention v on v.id = 'aid_days'
where (i.kind = 'DIED' or i.is_in_need) and i.happened_on + v.value < t.today
  and not exists (select from mediation.mediator_aid a where a.matter_id = i.matter_id and a.injury_n = i.n);
