-- Claims for administrative compensation put to the organ itself.
create table litigation.compensation (
  matter_id uuid primary key,
  state text not null,
  harm text not null,
  asked_fen bigint,
  received_on date not null,
  recorded_at timestamptz not null,
  decided_on date,
  result text check (result in ('COMPENSATE', 'REJECT')),
  amount_fen bigint,
  served_on date,
  sued_on date,
  pay_requested_on date,
  to_finance_on date,
  finance_received_on date,
  paid_on date,
  recourse_on date,
  closed_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column litigation.compensation.harm is '损害';
comment on column litigation.compensation.asked_fen is '要求赔偿的金额（分）';
comment on column litigation.compensation.received_on is '收到申请日';
comment on column litigation.compensation.decided_on is '决定日';
comment on column litigation.compensation.result is '决定';
comment on column litigation.compensation.amount_fen is '赔偿金额（分）';
comment on column litigation.compensation.served_on is '送达日';
comment on column litigation.compensation.sued_on is '起诉日';
comment on column litigation.compensation.pay_requested_on is '收到支付申请日';
comment on column litigation.compensation.to_finance_on is '报财政日';
comment on column litigation.compensation.finance_received_on is '财政收到日';
comment on column litigation.compensation.paid_on is '支付日';
comment on column litigation.compensation.recourse_on is '决定是否追偿日';

create table litigation.compensation_personal (
  matter_id uuid primary key,
  name text,
  phone text,
  request text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column litigation.compensation_personal.name is '赔偿请求人';
comment on column litigation.compensation_personal.phone is '电话';
comment on column litigation.compensation_personal.request is '要求和事实、理由';

create view litigation.compensation_decided with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id, s.scope_kind, s.scope_id, c.county_code as place, c.decided_on as counted_on, null::date as until,
  c.recorded_at as known_at, 1::numeric as amount, c.agency_id, c.town_code, c.county_code, c.reader
from litigation.compensation c join litigation.count_scope s on not s.is_city_level or c.county_code is null
where c.decided_on is not null;

create view litigation.compensation_paid with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id, s.scope_kind, s.scope_id, c.county_code as place, c.paid_on as counted_on, null::date as until,
  c.recorded_at as known_at, 1::numeric as amount, c.agency_id, c.town_code, c.county_code, c.reader
from litigation.compensation c join litigation.count_scope s on not s.is_city_level or c.county_code is null
where c.paid_on is not null;

create view litigation.watch_b16 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join litigation.today t
where l.procedure = 'litigation.compensation' and l.limit_id = 'decide' and l.due < t.today
  and (l.state = 'running' or l.state = 'met' and l.met_on > l.due);

create view litigation.watch_d08 with (security_invoker = true) as
select l.matter_id, concat_ws('/', l.matter_id, l.limit_id) as subject_key, l.due + 1 as since, 'RED' as severity,
  l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join litigation.today t
where l.procedure = 'litigation.compensation' and l.limit_id in ('toFinance', 'pay') and l.due < t.today
  and (l.state = 'running' or l.state = 'met' and l.met_on > l.due);
