-- Watching and counting bulletins. "Today" is a setting, not the clock.

-- Rows or lines that are not those of the act that froze them.
create view bulletin.watch_c01 with (security_invoker = true) as
select b.matter_id, b.matter_id::text as subject_key, b.frozen_on as since, 'RED'::text as severity, b.agency_id, b.town_code, b.county_code, b.reader
from bulletin.bulletin b
where b.frozen_on is not null
  and (select count(*) from bulletin.frozen_row r where r.matter_id = b.matter_id) <> b.row_count;

create view bulletin.watch_c02 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'YELLOW'::text as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l
where l.procedure = 'bulletin.month' and l.limit_id in ('freeze', 'publish', 'feedback') and l.state = 'running' and not l.is_provisional
  and l.due < nullif(current_setting('fadu.today', true), '')::date;

-- A case that only the court or only the platform has, until somebody has said why.
create view bulletin.watch_c03 with (security_invoker = true) as
select d.matter_id, d.matter_id || '/' || d.key as subject_key, b.opened_on as since, 'YELLOW'::text as severity, d.agency_id, d.town_code, d.county_code, d.reader
from bulletin.difference d join bulletin.bulletin b on b.matter_id = d.matter_id
where d.kind in ('ONLY_COURT', 'ONLY_PLATFORM') and d.explanation is null and not d.is_gone;

create view bulletin.watch_c04 with (security_invoker = true) as
select w.matter_id, w.matter_id || '/' || w.agency || '/' || w.metric as subject_key, b.frozen_on as since, w.level as severity,
  w.agency_id, w.town_code, w.county_code, w.reader
from bulletin.warning w join bulletin.bulletin b on b.matter_id = w.matter_id
where w.fed_back_on is null;

-- A case lost at first instance in each of three months running, by the bulletin that completes them.
create view bulletin.watch_c05 with (security_invoker = true) as
with lost as (
  select b.agency_id as editor, b.matter_id, b.period, to_date(b.period, 'YYYY-MM') as month, b.frozen_on, l.subject, b.town_code, b.county_code, b.reader
  from bulletin.bulletin b join bulletin.frozen_line l on l.matter_id = b.matter_id
  where l.dimension = 'AGENCY' and l.metric = 'loss' and l.span = 'MONTH' and l.numerator > 0
)
select a.matter_id, a.matter_id || '/' || a.subject as subject_key, a.frozen_on as since, 'RED'::text as severity,
  a.editor as agency_id, a.town_code, a.county_code, a.reader
from lost a
where (select count(distinct x.month) from lost x
       where x.editor = a.editor and x.subject = a.subject and x.month in ((a.month - interval '1 month')::date, (a.month - interval '2 months')::date)) = 2;

-- The year as the records now give it beside the year as the last bulletin froze it.
create view bulletin.counted_published with (security_invoker = true) as
select b.matter_id as record_id, b.matter_id, 'city'::text as scope_kind, 'city'::text as scope_id, b.county_code as place, b.published_on as counted_on,
  null::date as until, null::timestamptz as known_at, 1::numeric as amount, b.agency_id, b.town_code, b.county_code, b.reader
from bulletin.bulletin b where b.published_on is not null;
