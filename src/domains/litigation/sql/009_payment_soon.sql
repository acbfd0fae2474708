-- Days of paying compensation do not roll: the last working day before they end is the one to be warned on.
create or replace view litigation.watch_d08 with (security_invoker = true) as
select l.matter_id, concat_ws('/', l.matter_id, l.limit_id) as subject_key, l.due + 1 as since, 'RED' as severity,
  l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join litigation.today t
where l.procedure = 'litigation.compensation' and l.limit_id in ('toFinance', 'pay') and l.due < t.today
  and (l.state = 'running' or l.state = 'met' and l.met_on > l.due)
union all
select l.matter_id, concat_ws('/', l.matter_id, l.limit_id, 'soon'), w.day, 'YELLOW', l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join litigation.today t
  cross join lateral (select coalesce((select max(d.day) from kernel.calendar_day d
    where d.version = (select s.value from kernel.setting s where s.key = 'calendar') and d.is_workday and d.day between l.due - 15 and l.due), l.due) as day) w
where l.procedure = 'litigation.compensation' and l.limit_id in ('toFinance', 'pay') and l.state = 'running'
  and t.today between w.day and l.due;
