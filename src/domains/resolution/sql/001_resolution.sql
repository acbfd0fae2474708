-- Settling administrative disputes, and the advice of courts and procuratorates that cases give rise to.
create schema resolution;

create table resolution.settlement (
  matter_id uuid primary key,
  state text not null,
  organ text not null,
  stage text not null,
  initiator text not null,
  scope text not null,
  case_no text,
  chain_id text not null,
  proposed_on date not null,
  opened_on date,
  opened_at timestamptz,
  is_suspended boolean not null,
  way text,
  agreed_on date,
  outcome text,
  closed_on date,
  closed_at timestamptz,
  has_terms boolean not null,
  is_kept boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column resolution.settlement.organ is '行政机关';
comment on column resolution.settlement.stage is '阶段';
comment on column resolution.settlement.initiator is '发起方';
comment on column resolution.settlement.scope is '争议性质';
comment on column resolution.settlement.case_no is '案号';
comment on column resolution.settlement.chain_id is '争议链编号';
comment on column resolution.settlement.proposed_on is '提出日';
comment on column resolution.settlement.opened_on is '各方同意日';
comment on column resolution.settlement.is_suspended is '案件中止中';
comment on column resolution.settlement.way is '化解方式';
comment on column resolution.settlement.agreed_on is '达成协议日';
comment on column resolution.settlement.outcome is '结果';
comment on column resolution.settlement.closed_on is '结案日';

create table resolution.party_personal (
  matter_id uuid not null,
  no integer not null,
  name text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);
comment on column resolution.party_personal.name is '当事人';

create table resolution.advice (
  matter_id uuid primary key,
  kind text not null,
  state text not null,
  organ text,
  case_no text,
  chain_id text,
  judgment_on date,
  received_on date,
  recorded_at timestamptz not null,
  is_urgent boolean not null,
  replied_on date,
  replied_at timestamptz,
  ending text,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column resolution.advice.kind is '建议种类';
comment on column resolution.advice.organ is '被建议机关';
comment on column resolution.advice.case_no is '案号';
comment on column resolution.advice.chain_id is '争议链编号';
comment on column resolution.advice.judgment_on is '裁判送达日';
comment on column resolution.advice.received_on is '收到日';
comment on column resolution.advice.is_urgent is '情况紧急';
comment on column resolution.advice.replied_on is '回复日';
comment on column resolution.advice.ending is '办理结果';

create view resolution.count_scope with (security_invoker = true) as
select 'city'::text as scope_kind, coalesce((select p.code from kernel.place p where p.level = 'city' order by p.code limit 1), 'city') as scope_id;

create view resolution.resolution_opened with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id, s.scope_kind, s.scope_id, c.county_code as place, c.opened_on as counted_on, null::date as until,
  c.opened_at as known_at, 1::numeric as amount, c.agency_id, c.chain_id, c.town_code, c.county_code, c.reader
from resolution.settlement c cross join resolution.count_scope s where c.opened_on is not null;

-- Closed after everybody had agreed to try; whoever refused was never in it.
create view resolution.resolution_concluded with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id, s.scope_kind, s.scope_id, c.county_code as place, c.closed_on as counted_on, null::date as until,
  c.closed_at as known_at, 1::numeric as amount, c.agency_id, c.chain_id, c.town_code, c.county_code, c.reader
from resolution.settlement c cross join resolution.count_scope s where c.closed_on is not null and c.outcome <> 'PARTY_REFUSED';

create view resolution.resolution_success with (security_invoker = true) as
select v.* from resolution.resolution_concluded v join resolution.settlement c on c.matter_id = v.matter_id
where c.outcome in ('MEDIATED', 'SETTLED_WITHDRAWN', 'CORRECTED_WITHDRAWN');

create view resolution.resolution_with_terms with (security_invoker = true) as
select v.* from resolution.resolution_success v join resolution.settlement c on c.matter_id = v.matter_id where c.has_terms;

create view resolution.resolution_kept with (security_invoker = true) as
select v.* from resolution.resolution_with_terms v join resolution.settlement c on c.matter_id = v.matter_id where c.is_kept;

create view resolution.today with (security_invoker = true) as
select nullif(current_setting('fadu.today', true), '')::date as today;

-- The case ran out of its own time while its dispute was being settled and nobody had suspended it.
create view resolution.watch_d01 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join resolution.today t
where l.procedure = 'resolution.case' and l.limit_id = 'caseLimit' and l.state = 'running' and not l.is_provisional and l.due < t.today;

create view resolution.watch_d04 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join resolution.today t
where l.procedure = 'resolution.case' and l.limit_id = 'perform' and not l.is_provisional and l.due < t.today
  and (l.state = 'running' or l.state = 'met' and l.met_on > l.due);

create view resolution.watch_d05 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'YELLOW' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join resolution.today t
where l.procedure = 'resolution.advice' and l.limit_id = 'awaiting' and l.state = 'running' and l.due < t.today;

create view resolution.watch_d06 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'RED' as severity,
  coalesce(a.organ, l.agency_id) as agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l join resolution.advice a on a.matter_id = l.matter_id cross join resolution.today t
where l.procedure = 'resolution.advice' and l.limit_id = 'reply' and not l.is_provisional and l.due < t.today
  and (l.state = 'running' or l.state = 'met' and l.met_on > l.due);
