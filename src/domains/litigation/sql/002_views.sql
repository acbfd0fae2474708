-- Counting and watching lawsuits. An indicator view gives one row for one record and scope, never a sum; a supervision view one row for
-- one violation. All are security_invoker. "Today" is a setting, not the clock. A case counts once for the city and, where its
-- original organ or sole defendant is of the city's own level, once for that; what counts for a single organ stands under its own scope.

create view litigation.count_scope with (security_invoker = true) as
select v.scope_kind, coalesce((select p.code from kernel.place p where p.level = 'city' order by p.code limit 1), 'city') as scope_id, v.is_city_level
from (values ('city', false), ('city-level', true)) v(scope_kind, is_city_level);

-- What the edition may know: all, unless the report names an instant.
create view litigation.edition with (security_invoker = true) as
select (select coalesce(nullif(current_setting('fadu.known_at', true), '')::timestamptz, 'infinity')) as known_at;

-- A case in one instance that an organ of this city defends; what a court would not docket is none.
create view litigation.counted_suit with (security_invoker = true) as
select s.*, c.scope_kind, c.scope_id, coalesce(s.superseded_at <= k.known_at, false) as is_superseded
from litigation.suit s cross join litigation.edition k
  join litigation.count_scope c on s.is_city_level or not c.is_city_level
where s.is_sued and s.result is distinct from 'RULING_NOT_DOCKET';

-- The same for each organ that is sued in it, at the organ's own place: a co-defendant may be of another one.
create view litigation.counted_defendant with (security_invoker = true) as
select md5(d.matter_id || '/' || d.agency)::uuid as record_id, d.matter_id, 'agency'::text as scope_kind, d.agency as scope_id,
  d.agency, (select a.county_code from kernel.agency a where a.agency_id = d.agency) as own_county, d.role, d.is_lost, d.head_attended, d.head_chief, d.head_justified, d.head_covered, d.is_vertical, s.chain_id, s.group_key,
  s.instance, s.docketed_on, s.docketed_at, s.concluded_on, s.concluded_at, s.conclude_mode, coalesce(s.superseded_at <= k.known_at, false) as is_superseded, s.first_heard_on,
  s.heads_known_at, s.is_corrected, d.agency_id, d.town_code, d.county_code, d.reader
from litigation.defendant d join litigation.suit s on s.matter_id = d.matter_id cross join litigation.edition k
where d.role <> 'THIRD_PARTY_AGENCY' and s.result is distinct from 'RULING_NOT_DOCKET';

create view litigation.first_instance_filed with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.docketed_on as counted_on, null::date as until,
  s.docketed_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.instance = 'FIRST'
union all
select d.record_id, d.matter_id, d.scope_kind, d.scope_id, d.own_county, d.docketed_on, null::date,
  d.docketed_at, 1::numeric, d.agency, d.is_vertical, d.chain_id, d.group_key, d.town_code, d.county_code, d.reader
from litigation.counted_defendant d
where d.instance = 'FIRST';

-- Withdrawn, dismissed and settled cases are concluded as well; one sent back for retrial is replaced by its new case.
create view litigation.first_instance_concluded with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.concluded_on as counted_on, null::date as until,
  s.concluded_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.instance = 'FIRST' and s.concluded_on is not null and not s.is_superseded
union all
select d.record_id, d.matter_id, d.scope_kind, d.scope_id, d.own_county, d.concluded_on, null::date,
  d.concluded_at, 1::numeric, d.agency, d.is_vertical, d.chain_id, d.group_key, d.town_code, d.county_code, d.reader
from litigation.counted_defendant d
where d.instance = 'FIRST' and d.concluded_on is not null and not d.is_superseded;

create view litigation.first_instance_lost with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.concluded_on as counted_on, null::date as until,
  s.concluded_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.instance = 'FIRST' and s.concluded_on is not null and not s.is_superseded and s.is_lost
union all
select d.record_id, d.matter_id, d.scope_kind, d.scope_id, d.own_county, d.concluded_on, null::date,
  d.concluded_at, 1::numeric, d.agency, d.is_vertical, d.chain_id, d.group_key, d.town_code, d.county_code, d.reader
from litigation.counted_defendant d
where d.instance = 'FIRST' and d.concluded_on is not null and not d.is_superseded and d.is_lost;

create view litigation.first_instance_judged with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.concluded_on as counted_on, null::date as until,
  s.concluded_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.instance = 'FIRST' and s.concluded_on is not null and not s.is_superseded and s.conclude_mode = 'JUDGMENT'
union all
select d.record_id, d.matter_id, d.scope_kind, d.scope_id, d.own_county, d.concluded_on, null::date,
  d.concluded_at, 1::numeric, d.agency, d.is_vertical, d.chain_id, d.group_key, d.town_code, d.county_code, d.reader
from litigation.counted_defendant d
where d.instance = 'FIRST' and d.concluded_on is not null and not d.is_superseded and d.conclude_mode = 'JUDGMENT';

create view litigation.corrected_before_judgment with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.concluded_on as counted_on, null::date as until,
  s.concluded_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.instance = 'FIRST' and s.concluded_on is not null and not s.is_superseded and s.is_corrected
union all
select d.record_id, d.matter_id, d.scope_kind, d.scope_id, d.own_county, d.concluded_on, null::date,
  d.concluded_at, 1::numeric, d.agency, d.is_vertical, d.chain_id, d.group_key, d.town_code, d.county_code, d.reader
from litigation.counted_defendant d
where d.instance = 'FIRST' and d.concluded_on is not null and not d.is_superseded and d.is_corrected;

-- One case in one instance with at least one sitting. Of a co-defendant whose head was stood for by another nothing counts.
create view litigation.instances_heard with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.first_heard_on as counted_on, null::date as until,
  s.heads_known_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.first_heard_on is not null
union all
select d.record_id, d.matter_id, d.scope_kind, d.scope_id, d.own_county, d.first_heard_on, null::date,
  d.heads_known_at, 1::numeric, d.agency, d.is_vertical, d.chain_id, d.group_key, d.town_code, d.county_code, d.reader
from litigation.counted_defendant d
where d.first_heard_on is not null and not d.head_covered;

create view litigation.instances_attended with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.first_heard_on as counted_on, null::date as until,
  s.heads_known_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.first_heard_on is not null and s.head_attended
union all
select d.record_id, d.matter_id, d.scope_kind, d.scope_id, d.own_county, d.first_heard_on, null::date,
  d.heads_known_at, 1::numeric, d.agency, d.is_vertical, d.chain_id, d.group_key, d.town_code, d.county_code, d.reader
from litigation.counted_defendant d
where d.first_heard_on is not null and d.head_attended and not d.head_covered;

create view litigation.instances_attended_chief with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.first_heard_on as counted_on, null::date as until,
  s.heads_known_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.first_heard_on is not null and s.head_chief
union all
select d.record_id, d.matter_id, d.scope_kind, d.scope_id, d.own_county, d.first_heard_on, null::date,
  d.heads_known_at, 1::numeric, d.agency, d.is_vertical, d.chain_id, d.group_key, d.town_code, d.county_code, d.reader
from litigation.counted_defendant d
where d.first_heard_on is not null and d.head_chief and not d.head_covered;

create view litigation.instances_heard_unexcused with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.first_heard_on as counted_on, null::date as until,
  s.heads_known_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.first_heard_on is not null and not s.head_justified
union all
select d.record_id, d.matter_id, d.scope_kind, d.scope_id, d.own_county, d.first_heard_on, null::date,
  d.heads_known_at, 1::numeric, d.agency, d.is_vertical, d.chain_id, d.group_key, d.town_code, d.county_code, d.reader
from litigation.counted_defendant d
where d.first_heard_on is not null and not d.head_justified and not d.head_covered;

-- What stands for good, once for each dispute: at its first instance, or at a later one whose first is not on the platform.
create view litigation.finals with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.effective_on as counted_on, null::date as until,
  s.effective_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.effective_on is not null and not s.is_superseded and s.result is distinct from 'MEDIATED'
  and (s.instance = 'FIRST' or s.parent_id is null and s.instance in ('SECOND', 'RETRIAL'));

create view litigation.finals_lost with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.effective_on as counted_on, null::date as until,
  s.effective_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.effective_on is not null and not s.is_superseded and s.is_finally_lost
  and (s.instance = 'FIRST' or s.parent_id is null and s.instance in ('SECOND', 'RETRIAL'));

create view litigation.recon_codefendant_loss with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.concluded_on as counted_on, null::date as until,
  s.concluded_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.instance = 'FIRST' and s.concluded_on is not null and not s.is_superseded
  and exists (select from litigation.defendant d where d.matter_id = s.matter_id and d.role in ('RECON_ORGAN', 'RECON_ORGAN_ALONE') and d.is_lost);

-- A sitting; cases heard together share one, which counts at the case that leads.
create view litigation.hearing_sessions with (security_invoker = true) as
select md5(h.matter_id || '/' || h.no)::uuid as record_id, h.matter_id, s.scope_kind, s.scope_id, h.county_code as place, h.held_on as counted_on,
  null::date as until, s.heads_known_at as known_at, 1::numeric as amount, h.agency_id, h.town_code, h.county_code, h.reader
from litigation.hearing h join litigation.counted_suit s on s.matter_id = h.matter_id
where h.is_held and h.merged_into is null and s.instance <> 'RETRIAL_REVIEW';

-- What an organ had to hand in, by its last day: the answer, and in first instance the evidence.
create view litigation.defences_due with (security_invoker = true) as
select md5(l.matter_id || '/' || l.subject)::uuid as record_id, l.matter_id, s.scope_kind, s.scope_id, l.county_code as place, l.due as counted_on,
  null::date as until, s.docketed_at as known_at, 1::numeric as amount, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l join litigation.counted_suit s on s.matter_id = l.matter_id
  join litigation.defendant d on d.matter_id = l.matter_id and d.agency = l.subject and d.role <> 'THIRD_PARTY_AGENCY'
where l.procedure = 'litigation.defence' and l.limit_id = 'answer' and not l.is_provisional
  -- A case that ended before the last day without an answer was never late.
  and (d.answered_on is not null or s.concluded_on is null or s.concluded_on > l.due);

create view litigation.defences_ontime with (security_invoker = true) as
select v.* from litigation.defences_due v
  join kernel.matter_limit l on l.matter_id = v.matter_id and l.limit_id = 'answer' and md5(l.matter_id || '/' || l.subject)::uuid = v.record_id
  join litigation.defendant d on d.matter_id = l.matter_id and d.agency = l.subject
where d.answered_on <= l.due and not exists (
  select from kernel.matter_limit e
  where e.matter_id = l.matter_id and e.subject = l.subject and e.limit_id in ('evidence', 'extendedEvidence')
    and (e.state = 'running' and d.evidence_on is null or e.state = 'met' and d.evidence_on > e.due and e.met_on = d.evidence_on));

-- What an organ had to do by a judgment that stands, by its last day.
create view litigation.performances_due with (security_invoker = true) as
select md5(i.matter_id || '/' || i.stage || '/' || i.no)::uuid as record_id, i.matter_id, s.scope_kind, s.scope_id, i.county_code as place,
  i.due_on as counted_on, null::date as until, s.effective_at as known_at, 1::numeric as amount, i.agency_id, i.town_code, i.county_code, i.reader
from litigation.item i join litigation.counted_suit s on s.matter_id = i.matter_id
where i.is_effective and i.has_duty and i.due_on is not null and not (s.origin is not distinct from 'APPEAL' and s.parent_id is not null)
  and i.stage = case when s.second_outcome = 'CHANGED' then 'SECOND' else 'OWN' end;

-- The last day of the judgment rolls where it is a day off; the platform keeps the rolled one as that of the item first due.
create view litigation.performances_ontime with (security_invoker = true) as
select v.* from litigation.performances_due v
  join litigation.item i on i.matter_id = v.matter_id and md5(i.matter_id || '/' || i.stage || '/' || i.no)::uuid = v.record_id
where i.performed_on <= coalesce(
  (select max(d.day) from (select d.day from kernel.calendar_day d
     where d.version = (select t.value from kernel.setting t where t.key = 'calendar') and d.is_workday and d.day >= i.due_on order by d.day limit 1) d),
  i.due_on);

-- The cases of the city's own level, as figures of their own.
create view litigation.first_instance_filed_city_level with (security_invoker = true) as
select v.record_id, v.matter_id, 'city'::text as scope_kind, v.scope_id, v.place, v.counted_on, v.until, v.known_at, v.amount, v.agency_id, v.is_vertical,
  v.chain_id, v.group_key, v.town_code, v.county_code, v.reader
from litigation.first_instance_filed v where v.scope_kind = 'city-level';
create view litigation.first_instance_concluded_city_level with (security_invoker = true) as
select v.record_id, v.matter_id, 'city'::text as scope_kind, v.scope_id, v.place, v.counted_on, v.until, v.known_at, v.amount, v.agency_id, v.is_vertical,
  v.chain_id, v.group_key, v.town_code, v.county_code, v.reader
from litigation.first_instance_concluded v where v.scope_kind = 'city-level';
create view litigation.first_instance_lost_city_level with (security_invoker = true) as
select v.record_id, v.matter_id, 'city'::text as scope_kind, v.scope_id, v.place, v.counted_on, v.until, v.known_at, v.amount, v.agency_id, v.is_vertical,
  v.chain_id, v.group_key, v.town_code, v.county_code, v.reader
from litigation.first_instance_lost v where v.scope_kind = 'city-level';
create view litigation.instances_heard_city_level with (security_invoker = true) as
select v.record_id, v.matter_id, 'city'::text as scope_kind, v.scope_id, v.place, v.counted_on, v.until, v.known_at, v.amount, v.agency_id, v.is_vertical,
  v.chain_id, v.group_key, v.town_code, v.county_code, v.reader
from litigation.instances_heard v where v.scope_kind = 'city-level';
create view litigation.instances_attended_city_level with (security_invoker = true) as
select v.record_id, v.matter_id, 'city'::text as scope_kind, v.scope_id, v.place, v.counted_on, v.until, v.known_at, v.amount, v.agency_id, v.is_vertical,
  v.chain_id, v.group_key, v.town_code, v.county_code, v.reader
from litigation.instances_attended v where v.scope_kind = 'city-level';

-- ===== Supervision =====

create view litigation.today with (security_invoker = true) as
select nullif(current_setting('fadu.today', true), '')::date as today;

-- Answer or evidence not handed in: a warning in the last five days, afterwards as good as none. Also when it came too late.
create view litigation.watch_b01 with (security_invoker = true) as
select l.matter_id, concat_ws('/', l.matter_id, l.limit_id, l.subject) as subject_key, l.due + 1 as since, 'RED' as severity,
  l.subject as agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join litigation.today t
where l.procedure = 'litigation.defence' and l.limit_id in ('answer', 'evidence', 'extendedEvidence') and not l.is_provisional
  and l.due < t.today and (l.state = 'running' or l.state = 'met' and l.met_on > l.due)
union all
select l.matter_id, concat_ws('/', l.matter_id, l.limit_id, l.subject, 'soon'), l.due - 5, 'YELLOW',
  l.subject, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join litigation.today t
where l.procedure = 'litigation.defence' and l.limit_id in ('answer', 'evidence', 'extendedEvidence') and l.state = 'running'
  and t.today between l.due - 5 and l.due;

create view litigation.watch_b02 with (security_invoker = true) as
select e.matter_id, concat_ws('/', e.matter_id, e.act_n, e.no) as subject_key, e.submitted_on as since, 'YELLOW' as severity,
  e.agency as agency_id, e.town_code, e.county_code, e.reader
from litigation.evidence e cross join litigation.today t
where e.is_after_act and e.submitted_on <= t.today;

-- One organ at one sitting.
create view litigation.sitting with (security_invoker = true) as
select a.*, h.held_on, h.court_notice, h.is_postponed_by_agency, concat_ws('/', a.matter_id, a.no, a.agency) as subject_key,
  a.attended and a.is_recognised and a.id_proof <> 'REJECTED' and not a.left_early as is_present,
  a.absence is null or a.court_opinion = 'REJECTED' as is_unjustified,
  -- One appearance in the instance is enough, unless the court calls again.
  not h.is_re_notice and exists (
    select from litigation.appearance b
    where b.matter_id = a.matter_id and b.agency = a.agency and b.no <> a.no and b.is_held and b.attended and b.is_recognised
      and b.id_proof <> 'REJECTED' and not b.left_early) as is_done
from litigation.appearance a join litigation.hearing h on h.matter_id = a.matter_id and h.no = a.no cross join litigation.today t
where a.is_held and h.is_held and h.held_on <= t.today;

create view litigation.watch_b03 with (security_invoker = true) as
select s.matter_id, s.subject_key, s.held_on as since, 'RED' as severity, s.agency as agency_id, s.town_code, s.county_code, s.reader
from litigation.sitting s where s.lawyer_attended and not s.attended and not s.staff_attended;

-- The provisions on heads in court judge sittings from 2020-07-01.
create view litigation.watch_b04 with (security_invoker = true) as
select s.matter_id, s.subject_key, s.held_on as since, 'RED' as severity, s.agency as agency_id, s.town_code, s.county_code, s.reader
from litigation.sitting s
where s.held_on >= date '2020-07-01' and not s.attended and s.is_unjustified and not s.is_covered and not s.is_done and not s.is_postponed_by_agency;

create view litigation.watch_b05 with (security_invoker = true) as
select s.matter_id, s.subject_key, s.held_on as since, 'RED' as severity, s.agency as agency_id, s.town_code, s.county_code, s.reader
from litigation.sitting s
where s.held_on >= date '2020-07-01' and not s.attended and s.is_unjustified and not s.is_covered and not s.is_done and s.is_postponed_by_agency;

create view litigation.watch_b06 with (security_invoker = true) as
select s.matter_id, s.subject_key, s.held_on as since, 'RED' as severity, s.agency as agency_id, s.town_code, s.county_code, s.reader
from litigation.sitting s
where s.held_on >= date '2020-07-01' and (not s.attended and not s.staff_attended or s.left_early or s.refused_to_explain);

create view litigation.watch_b08 with (security_invoker = true) as
select s.matter_id, s.subject_key, s.held_on as since, 'RED' as severity, s.agency as agency_id, s.town_code, s.county_code, s.reader
from litigation.sitting s
where s.court_notice = 'MUST' and not s.attended and not (s.absence is not null and s.court_opinion = 'ACCEPTED') and not s.is_covered;

create view litigation.watch_b09 with (security_invoker = true) as
select s.matter_id, s.subject_key, s.held_on as since, 'YELLOW' as severity, s.agency as agency_id, s.town_code, s.county_code, s.reader
from litigation.sitting s where s.attended and not s.spoke;

-- A right in its last five days; past the last day it has gone and nobody is warned any more.
create view litigation.watch_b10 with (security_invoker = true) as
select l.matter_id, concat_ws('/', l.matter_id, l.subject) as subject_key, l.due - 5 as since, 'YELLOW' as severity,
  l.subject as agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join litigation.today t
where l.procedure = 'litigation.defence' and l.limit_id = 'appeal' and l.state = 'running' and t.today between l.due - 5 and l.due;

-- A duty for which the judgment named no day only warns.
create view litigation.watch_b11 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, case when s.undated_duty then 'YELLOW' else 'RED' end as severity,
  l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l join litigation.suit s on s.matter_id = l.matter_id cross join litigation.today t
where l.procedure = 'litigation.defence' and l.limit_id = 'perform' and not l.is_provisional and l.due < t.today
  and (l.state = 'running' or l.state = 'met' and l.met_on > l.due);

create view litigation.watch_b12 with (security_invoker = true) as
select i.matter_id, concat_ws('/', i.matter_id, i.stage, i.no) as subject_key, coalesce(i.performed_on, t.today) as since, 'RED' as severity,
  i.agency as agency_id, i.town_code, i.county_code, i.reader
from litigation.item i cross join litigation.today t where i.redo = 'SAME';

create view litigation.watch_b13 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'YELLOW' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join litigation.today t
where l.procedure = 'litigation.defence' and l.limit_id = 'lossReview' and l.state = 'running' and not l.is_provisional and l.due < t.today;

create view litigation.watch_b14 with (security_invoker = true) as
select s.matter_id, s.matter_id::text as subject_key, s.docketed_on as since, 'YELLOW' as severity,
  s.agency_id, s.town_code, s.county_code, s.reader
from litigation.suit s cross join litigation.today t where s.is_doubtful and s.closed_on is null and s.docketed_on <= t.today;

create view litigation.watch_b15 with (security_invoker = true) as
select s.matter_id, s.matter_id::text as subject_key, s.interfered_on as since, 'RED' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from litigation.suit s cross join litigation.today t where s.interfered_on <= t.today;

-- What a judgment states of heads was handed to nobody who follows up the advice; once handed over it is watched there.
create view litigation.watch_d05 with (security_invoker = true) as
select s.matter_id, s.matter_id::text as subject_key, s.noted_on + 61 as since, 'YELLOW' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from litigation.suit s cross join litigation.today t where s.noted_on + 60 < t.today and not s.is_advice_taken;
