-- Enforcement asked of a court without a lawsuit (非诉执行): matters of their own, in a table of their own, so that no count of lawsuits,
-- of disputes or of heads in court takes one in.
create table litigation.enforcement (
  matter_id uuid primary key,
  state text not null,
  case_no text,
  act_kind text not null,
  act_no text not null,
  remedy_ended_on date not null,
  pressed_on date not null,
  applied_on date not null,
  recorded_at timestamptz not null,
  is_late boolean not null,
  accepted_on date,
  ruled_on date,
  ruling text check (ruling in ('GRANTED', 'DENIED')),
  review_asked_on date,
  closed_on date,
  ending text check (ending in ('ENFORCED', 'REFUSED', 'DENIED', 'WITHDRAWN')),
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column litigation.enforcement.case_no is '执行审查案号';
comment on column litigation.enforcement.act_kind is '申请执行的行政行为';
comment on column litigation.enforcement.act_no is '行政行为文号';
comment on column litigation.enforcement.remedy_ended_on is '复议、起诉期限届满日';
comment on column litigation.enforcement.pressed_on is '催告书送达日';
comment on column litigation.enforcement.applied_on is '申请日';
comment on column litigation.enforcement.is_late is '有正当理由逾期申请';
comment on column litigation.enforcement.accepted_on is '受理日';
comment on column litigation.enforcement.ruled_on is '裁定日';
comment on column litigation.enforcement.ruling is '裁定';
comment on column litigation.enforcement.review_asked_on is '申请复议日';
comment on column litigation.enforcement.closed_on is '结案日';
comment on column litigation.enforcement.ending is '结果';

create table litigation.enforcement_personal (
  matter_id uuid primary key,
  name text,
  content text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column litigation.enforcement_personal.name is '被执行人';
comment on column litigation.enforcement_personal.content is '申请事项';

create view litigation.enforcement_applied with (security_invoker = true) as
select e.matter_id as record_id, e.matter_id, s.scope_kind, s.scope_id, e.county_code as place, e.applied_on as counted_on, null::date as until,
  e.recorded_at as known_at, 1::numeric as amount, e.agency_id, e.town_code, e.county_code, e.reader
from litigation.enforcement e join litigation.count_scope s on not s.is_city_level or e.county_code is null;
