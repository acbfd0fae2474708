-- What supervision compares between bulletins, and with the year's report.

-- What the snapshot of a bulletin holds: what it and the earlier ones of its year froze, each row as the last of them left it.
create view bulletin.snapshot_row with (security_invoker = true) as
select x.* from (
  select distinct on (b.matter_id, r.indicator, r.scope_kind, r.scope_id, r.record_id) b.matter_id, r.change, r.indicator, r.scope_kind, r.scope_id,
    r.record_id, r.counted_on
  from bulletin.bulletin b
    join bulletin.bulletin e on e.agency_id = b.agency_id and left(e.period, 4) = left(b.period, 4) and e.period <= b.period and e.as_of <= b.as_of
    join bulletin.frozen_row r on r.matter_id = e.matter_id
  order by b.matter_id, r.indicator, r.scope_kind, r.scope_id, r.record_id, e.period desc, r.no desc
) x where x.change = 'ADDED';

-- More than half of what an organ settled was withdrawn without settlement or correction, and its rate is among the first three.
create view bulletin.watch_c07 with (security_invoker = true) as
select b.matter_id, b.matter_id || '/' || l.subject as subject_key, b.frozen_on as since, 'YELLOW'::text as severity,
  b.agency_id, b.town_code, b.county_code, b.reader
from bulletin.bulletin b join bulletin.frozen_line l on l.matter_id = b.matter_id
where l.dimension = 'AGENCY' and l.metric = 'settled' and l.span = 'YEAR' and l.rank <= 3
  and 2 * (select count(*) from bulletin.snapshot_row s
           where s.matter_id = b.matter_id and s.indicator = 'recon_withdrawn_other' and s.scope_kind = 'agency' and s.scope_id = l.subject) > l.numerator;

-- An application refused and ordered to be taken, or a docketing interfered with, by the bulletin that first holds it.
create view bulletin.watch_c08 with (security_invoker = true) as
select b.matter_id, concat_ws('/', b.matter_id, r.indicator, r.record_id) as subject_key, r.counted_on as since, 'RED'::text as severity,
  b.agency_id, b.town_code, b.county_code, b.reader
from bulletin.bulletin b join bulletin.frozen_row r on r.matter_id = b.matter_id
where r.change = 'ADDED' and r.scope_kind = 'agency' and r.indicator in ('recon_intake_ordered', 'docketing_interfered')
  and not exists (select from bulletin.bulletin e join bulletin.frozen_row o on o.matter_id = e.matter_id
    where e.agency_id = b.agency_id and e.period < b.period and e.as_of < b.as_of and o.change = 'ADDED' and o.scope_kind = 'agency'
      and o.indicator = r.indicator and o.record_id = r.record_id);

-- Which counts stand above and below the line of each metric, and what the year's report calls it.
create view bulletin.metric_part with (security_invoker = true) as
select * from (values
  ('incidence', 'numerator', 'recon_accepted', 'administrative_disputes'),
  ('incidence', 'numerator', 'first_instance_filed', 'administrative_disputes'),
  ('loss', 'numerator', 'first_instance_lost', 'first_instance_loss_rate'),
  ('loss', 'denominator', 'first_instance_concluded', 'first_instance_loss_rate'),
  ('appearance', 'numerator', 'instances_attended', 'head_appearance_rate'),
  ('appearance', 'denominator', 'instances_heard', 'head_appearance_rate'),
  ('settled', 'numerator', 'recon_settled', 'recon_settled_rate'),
  ('settled', 'denominator', 'recon_concluded', 'recon_settled_rate')
) v(metric, part, indicator, figure);

-- The city's numbers of the year so far as they were printed, and as the frozen details give them.
create view bulletin.printed_year with (security_invoker = true) as
select l.matter_id, l.metric, l.numerator, l.denominator,
  (select count(*) from bulletin.snapshot_row s join bulletin.metric_part p on p.indicator = s.indicator
   where s.matter_id = l.matter_id and s.scope_kind = 'city' and p.metric = l.metric and p.part = 'numerator') as rows_above,
  (select count(*) from bulletin.snapshot_row s join bulletin.metric_part p on p.indicator = s.indicator
   where s.matter_id = l.matter_id and s.scope_kind = 'city' and p.metric = l.metric and p.part = 'denominator') as rows_below
from bulletin.frozen_line l
where l.dimension = 'CITY' and l.span = 'YEAR';

-- Printed otherwise than its own details; and the last one of a year, once published, otherwise than the year's report counts again.
create view bulletin.watch_c09 with (security_invoker = true) as
select b.matter_id, b.matter_id || '/' || y.metric as subject_key, b.frozen_on as since, 'RED'::text as severity,
  b.agency_id, b.town_code, b.county_code, b.reader
from bulletin.bulletin b join bulletin.printed_year y on y.matter_id = b.matter_id
where y.numerator <> y.rows_above or y.denominator <> y.rows_below
union all
select b.matter_id, concat_ws('/', b.matter_id, y.metric, 'report'), (u.computed_at at time zone 'Asia/Shanghai')::date, 'RED',
  b.agency_id, b.town_code, b.county_code, b.reader
from bulletin.bulletin b join bulletin.printed_year y on y.matter_id = b.matter_id
  join lateral (select r.run_id, r.computed_at from kernel.figure_run r where r.year = left(b.period, 4)::int order by r.computed_at desc limit 1) u on true
  join kernel.figure_value v on v.run_id = u.run_id
where right(b.period, 2) = '12' and b.published_on is not null
  and v.indicator = (select min(p.figure) from bulletin.metric_part p where p.metric = y.metric)
  and (y.numerator <> coalesce(v.value, v.numerator) or y.denominator <> v.denominator);
