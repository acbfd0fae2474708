-- The day on which a review was over, also where it ended without a result.
alter table reconsideration.norm add column ended_on date;
comment on column reconsideration.norm.ended_on is '办结日';

-- A case suspended for the review of norms, all of which are over, of which nobody has recorded that the cause is gone.
create view reconsideration.watch_norm_ended with (security_invoker = true) as
select s.matter_id, s.matter_id || '/' || s.no as subject_key, n.ended_on + 1 as since, 'YELLOW' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from reconsideration.suspension s
join (
  select case_id, max(ended_on) as ended_on from reconsideration.norm group by case_id having bool_and(state in ('RESOLVED', 'CLOSED'))
) n on n.case_id = s.matter_id
cross join reconsideration.day d
where s.ground = 'S09' and s.resumed_on is null and s.cause_removed_on is null and n.ended_on < d.today;
