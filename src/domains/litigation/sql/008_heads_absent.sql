-- A head counts as absent whom the court did not take for one, who went without leave, or of whom only his own organ says that he came.
create or replace view litigation.watch_b04 with (security_invoker = true) as
select s.matter_id, s.subject_key, s.held_on as since, 'RED' as severity, s.agency as agency_id, s.town_code, s.county_code, s.reader
from litigation.sitting s
where s.held_on >= date '2020-07-01' and not s.is_present and s.is_unjustified and not s.is_covered and not s.is_done and not s.is_postponed_by_agency;

create or replace view litigation.watch_b05 with (security_invoker = true) as
select s.matter_id, s.subject_key, s.held_on as since, 'RED' as severity, s.agency as agency_id, s.town_code, s.county_code, s.reader
from litigation.sitting s
where s.held_on >= date '2020-07-01' and not s.is_present and s.is_unjustified and not s.is_covered and not s.is_done and s.is_postponed_by_agency;

-- One appearance in the instance is enough here as well, unless the court calls again.
create or replace view litigation.watch_b08 with (security_invoker = true) as
select s.matter_id, s.subject_key, s.held_on as since, 'RED' as severity, s.agency as agency_id, s.town_code, s.county_code, s.reader
from litigation.sitting s
where s.court_notice = 'MUST' and not s.is_present and not (s.absence is not null and s.court_opinion = 'ACCEPTED')
  and not s.is_covered and not s.is_done;
