-- What is urgent and was merged is watched where it went, once that matter has taken it over; the earlier of two reports counts.
create or replace view centre.watch_b18 with (security_invoker = true) as
select m.matter_id, m.matter_id::text as subject_key, m.received_on as since, 'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
  left join centre.matter i on i.matter_id = m.merged_into
where m.urgent_since is not null and i.urgent_since is null and m.received_on <= t.today
  and (m.urgent_reported_at > m.urgent_since + interval '2 hours' or (m.urgent_reported_at is null and m.received_on < t.today));

-- One finding a matter, whichever paper came first; people's mediation is a committee's also where the matter was dispatched to it.
create or replace view centre.watch_b08 with (security_invoker = true) as
select m.matter_id, m.matter_id || '/opinion' as subject_key, min(x.on_day) as since, 'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
  join (
    select r.matter_id, r.submitted_on as on_day from centre.result r where r.kind = 'OPINION'
    union all
    select h.matter_id, h.outcome_on from centre.handoff h where h.path = 'PETITION' and h.outcome = 'OPINION'
  ) x on x.matter_id = m.matter_id
where m.subject_kind in ('CIVIL_DISPUTE', 'LABOUR_DISPUTE', 'LAND_CONTRACT', 'ADMIN_DISPUTE', 'ADMIN_CIVIL', 'COMPLAINT_ILLEGAL',
  'DUTY_PERFORMANCE', 'LITIGATION_RELATED', 'PARTY_APPEAL') and x.on_day <= t.today
group by m.matter_id, m.agency_id, m.town_code, m.county_code, m.reader
union all
select m.matter_id, m.matter_id || '/mediation', min(x.on_day), 'RED', m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
  join (
    select h.matter_id, h.handed_on as on_day from centre.handoff h where h.path = 'PEOPLES_MEDIATION'
    union all
    select d.matter_id, d.dispatched_on from centre.dispatch d join kernel.agency a on a.agency_id = d.to_unit and a.kind = 'mediation_committee'
  ) x on x.matter_id = m.matter_id
where m.subject_kind = 'ADMIN_DISPUTE' and x.on_day <= t.today
group by m.matter_id, m.agency_id, m.town_code, m.county_code, m.reader;
