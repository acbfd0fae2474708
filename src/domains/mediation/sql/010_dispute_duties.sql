-- Duties of a dispute's mediation that are watched: violence at home, reports within hours, appraisal, the insurer, what parties signed, and subsidies.
alter table mediation.escalation add column is_to_police boolean not null default false,
  add column violence text not null default 'NONE' check (violence in ('NONE', 'FOUND', 'INCAPABLE'));
comment on column mediation.escalation.is_to_police is '已向公安机关报案';
comment on column mediation.escalation.violence is '家庭暴力';
alter table mediation.matter_internal add column violence text not null default 'NONE' check (violence in ('NONE', 'FOUND', 'INCAPABLE')),
  add column violence_found_on date;
comment on column mediation.matter_internal.violence is '家庭暴力';
comment on column mediation.matter_internal.violence_found_on is '发现日';
alter table mediation.matter add column insurer_notified_on date;
comment on column mediation.matter.insurer_notified_on is '通知保险机构日';

-- Likely to become a public security or criminal case, and told later than the city's number of hours after it was found.
create view mediation.watch_p07 with (security_invoker = true) as
select e.matter_id, e.matter_id || '/' || e.no as subject_key, (e.discovered_at at time zone 'Asia/Shanghai')::date as since, 'YELLOW' as severity,
  e.agency_id, e.town_code, e.county_code, e.reader
from mediation.escalation e cross join mediation.watch_day t join mediation.convention v on v.id = 'escalation_hours'
where e.kind in ('PUBLIC_SECURITY', 'CRIMINAL') and e.reported_at > e.discovered_at + v.value * interval '1 hour' and e.reported_on <= t.today;

-- Violence at home against somebody who cannot act for himself, and the police not told.
create view mediation.watch_p08 with (security_invoker = true) as
select i.matter_id, i.matter_id::text as subject_key, i.violence_found_on as since, 'RED' as severity, i.agency_id, i.town_code, i.county_code, i.reader
from mediation.matter_internal i cross join mediation.watch_day t
where i.violence = 'INCAPABLE' and i.violence_found_on <= t.today
  and not exists (select from mediation.escalation e where e.matter_id = i.matter_id and e.is_to_police);

-- 100,000 yuan and more claimed in a medical dispute, in session without an appraisal.
create view mediation.watch_p09 with (security_invoker = true) as
select m.matter_id, m.matter_id::text as subject_key, m.first_session_on as since, 'YELLOW' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m cross join mediation.watch_day t
where m.kind = 'MEDICAL' and m.amount_involved_fen >= 10000000 and not m.has_appraisal and not m.is_fabricated and m.first_session_on <= t.today
  and (m.outcome is null or m.outcome in ('SETTLED_FULL', 'SETTLED_PARTIAL'));

-- Delegated by a court, all parties signed thirty days ago, and nobody has applied for confirmation, though the seal came later.
create view mediation.watch_p10 with (security_invoker = true) as
select g.matter_id, g.matter_id || '/' || g.no as subject_key, x.last_on + 1 as since, 'YELLOW' as severity, g.agency_id, g.town_code, g.county_code, g.reader
from mediation.agreement g join mediation.matter m on m.matter_id = g.matter_id cross join mediation.watch_day t
  join lateral (select min(d.day) as last_on from kernel.calendar_day d
    where d.version = t.version and d.is_workday and d.day between g.parties_signed_on + 30 and g.parties_signed_on + 45) x on true
where m.source = 'COURT_DELEGATED' and g.state not in ('MODIFIED', 'INVALIDATED') and x.last_on < t.today and t.today <= g.confirm_due_on
  and (select count(*) from mediation.confirm_application a where a.matter_id = g.matter_id and a.agreement_no = g.no) < m.party_count;

-- A subsidy that is not what the county's own table gives for such an attempt on the day it was concluded.
create view mediation.watch_p11 with (security_invoker = true) as
select s.matter_id, s.matter_id || '/' || s.no as subject_key, s.paid_on as since, 'YELLOW' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from mediation.subsidy s join mediation.matter m on m.matter_id = s.matter_id cross join mediation.watch_day t
where s.payer = 'GOV' and s.paid_on <= t.today and exists (select from mediation.subsidy_rule r where r.county_code = s.county_code and r.effective_from <= m.concluded_on)
  and s.amount_fen is distinct from (
    select r.amount_fen from mediation.subsidy_rule r
    where r.county_code = s.county_code and r.form = coalesce(m.agreement_form, 'NONE') and r.tier = coalesce(s.tier, '')
      and r.is_settled = (m.outcome like 'SETTLED%') and r.effective_from <= m.concluded_on
    order by r.effective_from desc limit 1);

-- A county's table that pays for what was settled and nothing for an attempt of the same grade that failed.
create view mediation.watch_p12 with (security_invoker = true) as
select null::uuid as matter_id, concat_ws('/', r.county_code, r.tier) as subject_key, min(r.effective_from) as since, 'YELLOW' as severity,
  a.agency_id, null::text as town_code, r.county_code, null::text[] as reader
from mediation.subsidy_rule r cross join mediation.watch_day t
  join lateral (select b.agency_id from kernel.agency b where b.kind = 'justice-bureau' and b.county_code = r.county_code order by b.agency_id limit 1) a on true
where r.is_settled and r.amount_fen > 0 and r.effective_from <= t.today
  and not exists (select from mediation.subsidy_rule o where not o.is_settled and o.amount_fen > 0 and o.county_code = r.county_code
    and o.tier = r.tier and o.effective_from <= t.today)
group by r.county_code, r.tier, a.agency_id;
