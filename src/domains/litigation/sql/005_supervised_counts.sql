-- Lawsuits whose docketing an organ interfered with, as supervision registered it: a count that others watch.
create view litigation.docketing_interfered with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, s.interfered_on as counted_on, null::date as until,
  s.docketed_at as known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s
where s.interfered_on is not null
union all
select s.matter_id, s.matter_id, 'agency', s.agency_id, s.county_code, s.interfered_on, null::date,
  s.docketed_at, 1::numeric, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.suit s
where s.interfered_on is not null and s.is_sued;
