-- A court's delegation past its last day, agreed extensions included; and one that was merged into a matter which has not taken it yet.
create or replace view centre.watch_b09 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/delegated' as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join centre.watch_day t
where l.procedure = 'centre.matter' and l.limit_id = 'delegated' and l.state = 'running' and l.due < t.today
union all
select l.matter_id, l.matter_id || '/merged', l.due + 1, 'RED', l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join centre.watch_day t
  join centre.matter m on m.matter_id = l.matter_id and m.state = 'MERGED' and m.court_result is null
  left join centre.matter i on i.matter_id = m.merged_into
where l.procedure = 'centre.matter' and l.limit_id = 'delegated' and l.state = 'void' and l.due < t.today
  and i.court_signed_on is null;
