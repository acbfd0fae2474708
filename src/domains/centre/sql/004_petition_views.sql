-- Counting and watching petitions. An indicator view gives one row for one record and scope, never a sum; a supervision view one row
-- for one violation, placed at the organ whose limit it is. All are security_invoker. "Today" is a setting, not the clock.

create view centre.petition_scope with (security_invoker = true) as
select 'city'::text as scope_kind, coalesce((select p.code from kernel.place p where p.level = 'city' order by p.code limit 1), 'city') as scope_id;

-- What was taken in; an offer that was declined is no petition of that organ.
create view centre.counted_petition with (security_invoker = true) as
select p.*, left(p.place, 6) as county from centre.petition p where p.number is not null;

create view centre.petitions_received with (security_invoker = true) as
select p.matter_id as record_id, p.matter_id, s.scope_kind, s.scope_id, p.county as place, p.received_on as counted_on, null::date as until,
  p.received_known_at as known_at, 1::numeric as amount, p.agency_id, p.town_code, p.county_code, p.reader
from centre.counted_petition p cross join centre.petition_scope s;

-- A limit to deal with or to tell, by its last day. What the petitioner withdrew before that day was never due.
create view centre.petition_notices_due with (security_invoker = true) as
select md5(l.matter_id || '/' || l.limit_id || '/' || l.subject)::uuid as record_id, l.matter_id, s.scope_kind, s.scope_id, p.county as place,
  l.due as counted_on, null::date as until, p.received_known_at as known_at, 1::numeric as amount, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l join centre.counted_petition p on p.matter_id = l.matter_id cross join centre.petition_scope s
where l.procedure = 'centre.petition' and l.limit_id in ('handle', 'notice') and l.state in ('running', 'met')
  and (p.ending is distinct from 'WITHDRAWN' or l.met_on is distinct from p.ended_on or l.met_on > l.due);

create view centre.petition_notices_met with (security_invoker = true) as
select d.* from centre.petition_notices_due d
  join kernel.matter_limit l on l.matter_id = d.matter_id and md5(l.matter_id || '/' || l.limit_id || '/' || l.subject)::uuid = d.record_id
where l.state = 'met' and l.met_on <= l.due;

create view centre.petition_closes_due with (security_invoker = true) as
select p.matter_id as record_id, p.matter_id, s.scope_kind, s.scope_id, p.county as place, p.close_due_on as counted_on, null::date as until,
  p.received_known_at as known_at, 1::numeric as amount, p.agency_id, p.town_code, p.county_code, p.reader
from centre.counted_petition p cross join centre.petition_scope s
where p.close_due_on is not null
  and (p.ending is null or p.ending in ('OPINION', 'AGREEMENT') or p.ended_on > p.close_due_on);

create view centre.petition_closes_met with (security_invoker = true) as
select p.matter_id as record_id, p.matter_id, s.scope_kind, s.scope_id, p.county as place, p.close_due_on as counted_on, null::date as until,
  p.opinion_known_at as known_at, 1::numeric as amount, p.agency_id, p.town_code, p.county_code, p.reader
from centre.counted_petition p cross join centre.petition_scope s
where p.opinion_on <= p.close_due_on;

create view centre.petitions_replied with (security_invoker = true) as
select p.matter_id as record_id, p.matter_id, s.scope_kind, s.scope_id, p.county as place, p.opinion_on as counted_on, null::date as until,
  p.opinion_known_at as known_at, 1::numeric as amount, p.agency_id, p.town_code, p.county_code, p.reader
from centre.counted_petition p cross join centre.petition_scope s
where p.opinion_on is not null;

-- Replied to, and within thirty days the same person came again with the same matter.
create view centre.petitions_repeated with (security_invoker = true) as
select p.matter_id as record_id, p.matter_id, s.scope_kind, s.scope_id, p.county as place, p.opinion_on as counted_on, null::date as until,
  greatest(p.opinion_known_at, r.known_at) as known_at, 1::numeric as amount, p.agency_id, p.town_code, p.county_code, p.reader
from centre.counted_petition p cross join centre.petition_scope s
  cross join lateral (
    select min(q.received_known_at) as known_at from centre.counted_petition q
    where q.same_keys && p.same_keys and q.matter_id <> p.matter_id and q.received_on > p.opinion_on and q.received_on <= p.opinion_on + 30
  ) r
where p.opinion_on is not null and r.known_at is not null;

-- ===== Supervision =====

create view centre.petition_day with (security_invoker = true) as
select (select nullif(current_setting('fadu.today', true), '')::date) as today,
  (select s.value from kernel.setting s where s.key = 'calendar') as version;

-- Not dealt with or not told in time, also when it was done too late. Where two laws bind each is judged for itself; the province's
-- five working days after 2022-05-01 only warn.
create view centre.watch_b03 with (security_invoker = true) as
select l.matter_id, concat_ws('/', l.matter_id, l.limit_id, l.subject, x.law) as subject_key, x.due + 1 as since, x.severity,
  case when l.limit_id like 'handle%' then p.origin_agency_id
    else coalesce(t.to_agency_id, p.origin_agency_id) end as agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join centre.petition_day t0
  join centre.petition p on p.matter_id = l.matter_id
  left join centre.petition_transfer t on t.matter_id = l.matter_id and t.no::text = split_part(l.subject, '.', 2)
    and (t.returned is distinct from 'AGREED' or l.met_on = t.objected_on)
  cross join lateral (values
    (l.due, case when l.limit_id like '%Advice' then 'YELLOW' else 'RED' end,
      case when l.outer_due is not null or l.limit_id like '%Advice' then 'province' else 'state' end),
    (l.outer_due, 'RED', 'state')) x(due, severity, law)
where l.procedure = 'centre.petition' and l.limit_id in ('handle', 'notice', 'handleAdvice', 'noticeAdvice') and not l.is_provisional
  and x.due < t0.today and (l.state = 'running' or l.met_on > x.due);

-- No written reply after the last day, granted days included; from the last working day on a warning.
create view centre.watch_b04 with (security_invoker = true) as
select l.matter_id, concat_ws('/', l.matter_id, l.limit_id, x.law) as subject_key, x.due + 1 as since, x.severity,
  coalesce(p.handler_agency_id, p.origin_agency_id) as agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join centre.petition_day t
  join centre.petition p on p.matter_id = l.matter_id
  cross join lateral (values
    (l.due, case when l.limit_id = 'closeAdvice' then 'YELLOW' else 'RED' end,
      case when p.close_outer_due_on is not null or l.limit_id = 'closeAdvice' then 'province' else 'state' end),
    (p.close_outer_due_on, 'RED', 'state')) x(due, severity, law)
where l.procedure = 'centre.petition' and l.limit_id in ('close', 'closeAdvice') and l.state = 'running' and x.due < t.today
union all
select l.matter_id, concat_ws('/', l.matter_id, l.limit_id, 'soon'), w.day, 'YELLOW',
  coalesce(p.handler_agency_id, p.origin_agency_id), l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join centre.petition_day t
  join centre.petition p on p.matter_id = l.matter_id
  cross join lateral (
    select d.day from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day <= l.due order by d.day desc limit 1
  ) w
where l.procedure = 'centre.petition' and l.limit_id = 'close' and l.state = 'running' and l.due >= t.today and w.day <= t.today;

-- A review or recheck without an opinion after thirty days, also when it came too late. Hearings are left out by the limit itself.
create view centre.watch_b07 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id as subject_key, l.due + 1 as since, 'RED' as severity,
  coalesce(case when l.limit_id = 'reviewOpinion' then p.review_agency_id else p.recheck_agency_id end, p.origin_agency_id) as agency_id,
  l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join centre.petition_day t
  join centre.petition p on p.matter_id = l.matter_id
where l.procedure = 'centre.petition' and l.limit_id in ('reviewOpinion', 'recheckOpinion') and l.due < t.today
  and (l.state = 'running' or l.met_on > l.due);

-- Received under a law that has gone, and something was done under the next: the old one goes on, and somebody looks at it.
create view centre.watch_petition_version with (security_invoker = true) as
select p.matter_id, p.matter_id::text as subject_key, p.new_law_on as since, 'YELLOW' as severity,
  coalesce(p.handler_agency_id, p.origin_agency_id) as agency_id, p.town_code, p.county_code, p.reader
from centre.petition p cross join centre.petition_day t
where p.new_law_on <= t.today and p.state not in ('NOT_ACCEPTED', 'DIVERTED', 'FINAL', 'WITHDRAWN');
