-- Several units may be accused; and what had gone to one of them before it was known to be is seen, also where it went as a hand-off.
alter table centre.matter add column accused_agency_ids text[] not null default '{}';
update centre.matter set accused_agency_ids = array[accused_agency_id] where accused_agency_id is not null;

create or replace view centre.watch_b10 with (security_invoker = true) as
select m.matter_id, m.matter_id || '/' || a.accused as subject_key, min(x.on_day) as since, 'RED' as severity,
  m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
  cross join lateral unnest(m.accused_agency_ids) a(accused)
  join (
    select d.matter_id, d.to_unit as unit, d.dispatched_on as on_day from centre.dispatch d
    union all
    select h.matter_id, h.target_agency_id, h.handed_on from centre.handoff h
  ) x on x.matter_id = m.matter_id and x.unit = a.accused
where m.is_sealed and x.on_day <= t.today
group by m.matter_id, a.accused, m.agency_id, m.town_code, m.county_code, m.reader;
