-- What runs over the courts' platform has limits of its own, under its own rules; they are kept, missed and warned of as the others are.
create view mediation.mediation_limit with (security_invoker = true) as
select l.* from kernel.matter_limit l
where l.procedure = 'mediation.dispute' and l.limit_id in ('general', 'medical', 'labour', 'courtDelegated', 'courtDelegatedOnline',
  'courtEntrusted', 'courtEntrustedOnline');

create or replace view mediation.attempts_on_time with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  null::date as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.concluded_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where not exists (select from mediation.mediation_limit l where l.matter_id = a.record_id and l.met_on > l.due);

-- A mediation past its last day, agreed extensions included; with three working days or fewer left a warning, and one where the
-- extension was asked for only after the last day: it is allowed, and the days between are seen.
create or replace view mediation.watch_a07 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from mediation.mediation_limit l cross join mediation.watch_day t
where l.state = 'running' and not l.is_provisional and l.due < t.today
union all
select l.matter_id, l.matter_id || '/' || l.limit_id, (select d.day from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day <= l.due order by d.day desc offset 3 limit 1), 'YELLOW', l.agency_id, l.town_code, l.county_code, l.reader
from mediation.mediation_limit l cross join mediation.watch_day t
where l.state = 'running' and not l.is_provisional and l.due >= t.today and l.due < t.left_3
union all
select x.matter_id, x.matter_id || '/extension/' || x.no, x.old_due_on + 1, 'YELLOW', x.agency_id, x.town_code, x.county_code, x.reader
from mediation.extension x cross join mediation.watch_day t
where x.is_after_due and x.old_due_on < t.today;
