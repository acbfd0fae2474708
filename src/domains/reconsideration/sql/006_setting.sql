-- The numbers that views count with, in one place; a test holds them equal to settings.ts, where a city changes them.
create view reconsideration.setting with (security_invoker = true) as
select 10 as decide_warning_days, 30 as order_perform_days, 90 as suspension_check_days, 15 as norm_arrival_days, 30 as major_decision_days,
  30 as report_days, date '2024-01-01' as revised_from;

create or replace view reconsideration.watch_a11 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due_raw - t.decide_warning_days as since, 'YELLOW' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join reconsideration.day d cross join reconsideration.setting t
where l.procedure = 'reconsideration.case' and l.limit_id = 'decide' and l.state = 'running'
  and l.due_raw - t.decide_warning_days <= d.today and l.due >= d.today;

create or replace view reconsideration.watch_a23 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id as subject_key, l.due + t.order_perform_days + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l join reconsideration.matter c on c.matter_id = l.matter_id cross join reconsideration.setting t
where l.limit_id in ('perform', 'performMediation', 'redo') and l.state = 'running' and l.due + t.order_perform_days < l.today and c.perform_ordered_on is null;

create or replace view reconsideration.watch_a24 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.filed_on as since, 'RED' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c cross join reconsideration.setting t where c.is_recon_first and not c.is_recon_first_told and c.act_made_on >= t.revised_from;

create or replace view reconsideration.watch_suspended with (security_invoker = true) as
select s.matter_id, s.matter_id || '/' || s.no as subject_key, s.suspended_on + t.suspension_check_days + 1 as since, 'YELLOW' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from reconsideration.suspension s join reconsideration.matter c on c.matter_id = s.matter_id cross join reconsideration.day d cross join reconsideration.setting t
where c.state = 'SUSPENDED' and s.resumed_on is null and s.suspended_on + t.suspension_check_days < d.today;

create or replace view reconsideration.watch_norm_arrival with (security_invoker = true) as
select n.matter_id, n.matter_id::text as subject_key, n.transferred_on + t.norm_arrival_days as since, 'YELLOW' as severity, n.agency_id, n.town_code, n.county_code, n.reader
from reconsideration.norm n cross join reconsideration.day d cross join reconsideration.setting t
where n.state = 'TRANSFERRED' and n.receiver_received_on is null and n.transferred_on + t.norm_arrival_days <= d.today;

create or replace view reconsideration.watch_a33 with (security_invoker = true) as
select c.matter_id, c.matter_id || '/major' as subject_key, c.decision_on + t.major_decision_days + 1 as since, 'YELLOW' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c cross join reconsideration.day d cross join reconsideration.setting t
where c.is_major and c.decision_on + t.major_decision_days < d.today
  and (c.major_filed_on is null or c.major_filed_on > c.decision_on + t.major_decision_days)
union all
select null::uuid, h.organ_id || '/' || h.year || '/' || h.half as subject_key, h.ends_on + t.report_days + 1, 'YELLOW', h.organ_id, null::text, h.county_code, null::text[]
from (
  select c.organ_id, min(c.county_code) as county_code, extract(year from c.received_on)::int as year,
    case when extract(month from c.received_on) <= 6 then 1 else 2 end as half,
    max(case when extract(month from c.received_on) <= 6 then make_date(extract(year from c.received_on)::int, 6, 30)
      else make_date(extract(year from c.received_on)::int, 12, 31) end) as ends_on
  from reconsideration.matter c where c.organ_kind = 'GOVERNMENT' and c.received_on is not null
  group by c.organ_id, extract(year from c.received_on)::int, case when extract(month from c.received_on) <= 6 then 1 else 2 end
) h cross join reconsideration.day d cross join reconsideration.setting t
where h.ends_on + t.report_days < d.today
  and not exists (select from reconsideration.report r where r.organ_id = h.organ_id and r.year = h.year and r.half = h.half and r.submitted_on <= d.today);
