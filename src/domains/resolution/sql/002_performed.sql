-- Done at all, whatever the day, is what the rate of performance counts; done in time stands beside it.
alter table resolution.settlement add column is_performed boolean not null default false;
comment on column resolution.settlement.is_performed is '各项都已履行';

create view resolution.resolution_performed with (security_invoker = true) as
select v.* from resolution.resolution_with_terms v join resolution.settlement c on c.matter_id = v.matter_id where c.is_performed;

-- The case ran out of its own time before anybody suspended or ended it; an end that came in time ends the watch.
create or replace view resolution.watch_d01 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join resolution.today t
where l.procedure = 'resolution.case' and l.limit_id = 'caseLimit' and not l.is_provisional and l.due < t.today
  and (l.state = 'running' or l.state = 'met' and l.met_on > l.due);
