-- Counting and watching the centres. An indicator view gives one row for one record and scope, never a sum; a supervision view one
-- row for one violation. All are security_invoker. "Today" is a setting, not the clock.

-- The whole city, and what its own centre registers (市本级).
create view centre.figure_scope with (security_invoker = true) as
select v.scope_kind, coalesce((select p.code from kernel.place p where p.level = 'city' order by p.code limit 1), 'city') as scope_id, v.level
from (values ('city', null), ('city-level', 'CITY')) v(scope_kind, level);

-- ===== Centres =====

create view centre.centre_counties with (security_invoker = true) as
select md5('county/' || p.code)::uuid as record_id, null::uuid as matter_id, s.scope_kind, s.scope_id, p.code as place,
  coalesce(p.valid_from, date '2000-01-01') as counted_on, p.valid_to as until, null::timestamptz as known_at, 1::numeric as amount,
  null::text as agency_id, null::text as town_code, p.code as county_code, null::text[] as reader
from kernel.place p join centre.figure_scope s on s.level is null
where p.level = 'county';

-- Stretches in which a county had at least one centre of its own level, whatever centres came and went in them.
create view centre.centre_counties_covered with (security_invoker = true) as
select md5('covered/' || x.county_code || '/' || lower(x.stretch))::uuid as record_id, x.matter_id, s.scope_kind, s.scope_id,
  x.county_code as place, lower(x.stretch) as counted_on, upper(x.stretch) as until, x.known_at, 1::numeric as amount,
  null::text as agency_id, null::text as town_code, x.county_code, null::text[] as reader
from (
  select g.county_code, unnest(g.stretches) as stretch, g.matter_id, g.known_at
  from (
    select c.county_code, range_agg(daterange(c.opened_on, c.closed_on)) as stretches, min(c.matter_id::text)::uuid as matter_id,
      min(c.known_at) as known_at
    from centre.centre c
    where c.level = 'COUNTY' and c.county_code is not null and c.closed_on is distinct from c.opened_on
    group by c.county_code
  ) g
) x join centre.figure_scope s on s.level is null;

create view centre.town_centre_count with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id, s.scope_kind, s.scope_id, c.county_code as place, c.opened_on as counted_on,
  c.closed_on as until, c.known_at, 1::numeric as amount, c.agency_id, c.town_code, c.county_code, c.reader
from centre.centre c join centre.figure_scope s on s.level is null
where c.level = 'TOWN' and c.closed_on is distinct from c.opened_on;

-- ===== Matters =====

-- Every matter with its centre's level. Its place is where it happened: a sealed one belongs to no county but still counts.
create view centre.counted_matter with (security_invoker = true) as
select m.*, left(m.place, 6) as county, c.level as centre_level
from centre.matter m left join centre.centre c on c.centre_id = m.agency_id;

create view centre.centre_intake with (security_invoker = true) as
select m.matter_id as record_id, m.matter_id, s.scope_kind, s.scope_id, m.county as place, m.received_on as counted_on,
  null::date as until, m.registered_known_at as known_at, 1::numeric as amount, m.agency_id, m.town_code, m.county_code, m.reader
from centre.counted_matter m join centre.figure_scope s on s.level is null or s.level = m.centre_level
where m.merged_into is null;

create view centre.centre_intake_visits with (security_invoker = true) as
select md5('visit/' || v.matter_id || '/' || v.seq)::uuid as record_id, v.matter_id, s.scope_kind, s.scope_id, m.county as place,
  v.visited_on as counted_on, null::date as until, v.known_at, 1::numeric as amount, v.agency_id, v.town_code, v.county_code, v.reader
from centre.visit v join centre.counted_matter m on m.matter_id = v.matter_id
  join centre.figure_scope s on s.level is null or s.level = m.centre_level;

create view centre.centre_intake_heads with (security_invoker = true) as
select md5('visit/' || v.matter_id || '/' || v.seq)::uuid as record_id, v.matter_id, s.scope_kind, s.scope_id, m.county as place,
  v.visited_on as counted_on, null::date as until, v.known_at, v.head_count::numeric as amount, v.agency_id, v.town_code, v.county_code, v.reader
from centre.visit v join centre.counted_matter m on m.matter_id = v.matter_id
  join centre.figure_scope s on s.level is null or s.level = m.centre_level;

create view centre.centre_closed_counted with (security_invoker = true) as
select m.matter_id as record_id, m.matter_id, s.scope_kind, s.scope_id, m.county as place, m.closed_on as counted_on,
  null::date as until, m.closed_known_at as known_at, 1::numeric as amount, m.agency_id, m.town_code, m.county_code, m.reader
from centre.counted_matter m join centre.figure_scope s on s.level is null or s.level = m.centre_level
where m.close_code not in ('GUIDED_TO_PROCEDURE', 'DUPLICATE', 'TRANSFERRED_OUTSIDE_CITY');

create view centre.centre_resolved with (security_invoker = true) as
select m.matter_id as record_id, m.matter_id, s.scope_kind, s.scope_id, m.county as place, m.closed_on as counted_on,
  null::date as until, m.closed_known_at as known_at, 1::numeric as amount, m.agency_id, m.town_code, m.county_code, m.reader
from centre.counted_matter m join centre.figure_scope s on s.level is null or s.level = m.centre_level
where m.close_code in ('RESOLVED_AGREEMENT', 'RESOLVED_REPLY', 'SUPPORTED_EXECUTED');

create view centre.prelitigation_concluded with (security_invoker = true) as
select m.matter_id as record_id, m.matter_id, s.scope_kind, s.scope_id, m.county as place, m.court_result_on as counted_on,
  null::date as until, m.registered_known_at as known_at, 1::numeric as amount, m.agency_id, m.town_code, m.county_code, m.reader
from centre.counted_matter m join centre.figure_scope s on s.level is null or s.level = m.centre_level
where m.court_result is not null;

create view centre.prelitigation_succeeded with (security_invoker = true) as
select m.matter_id as record_id, m.matter_id, s.scope_kind, s.scope_id, m.county as place, m.court_result_on as counted_on,
  null::date as until, m.registered_known_at as known_at, 1::numeric as amount, m.agency_id, m.town_code, m.county_code, m.reader
from centre.counted_matter m join centre.figure_scope s on s.level is null or s.level = m.centre_level
where m.court_result = 'AGREED';

create view centre.one_stop_visited with (security_invoker = true) as
select r.* from centre.centre_resolved r join centre.matter m on m.matter_id = r.matter_id where m.visit_count >= 1;

create view centre.one_stop_once with (security_invoker = true) as
select r.* from centre.centre_resolved r join centre.matter m on m.matter_id = r.matter_id where m.visit_count = 1;

create view centre.visit_backs_reached with (security_invoker = true) as
select md5('back/' || v.matter_id || '/' || v.no)::uuid as record_id, v.matter_id, s.scope_kind, s.scope_id, m.county as place,
  v.visited_on as counted_on, null::date as until, v.known_at, 1::numeric as amount, v.agency_id, v.town_code, v.county_code, v.reader
from centre.visit_back v join centre.counted_matter m on m.matter_id = v.matter_id
  join centre.figure_scope s on s.level is null or s.level = m.centre_level
where v.is_reached;

create view centre.visit_backs_satisfied with (security_invoker = true) as
select md5('back/' || v.matter_id || '/' || v.no)::uuid as record_id, v.matter_id, s.scope_kind, s.scope_id, m.county as place,
  v.visited_on as counted_on, null::date as until, v.known_at, 1::numeric as amount, v.agency_id, v.town_code, v.county_code, v.reader
from centre.visit_back v join centre.counted_matter m on m.matter_id = v.matter_id
  join centre.figure_scope s on s.level is null or s.level = m.centre_level
where v.is_reached and v.satisfaction >= 4;

create view centre.dispatches with (security_invoker = true) as
select md5('dispatch/' || d.matter_id || '/' || d.no)::uuid as record_id, d.matter_id, s.scope_kind, s.scope_id, m.county as place,
  d.dispatched_on as counted_on, null::date as until, d.known_at, 1::numeric as amount, d.agency_id, d.town_code, d.county_code, d.reader
from centre.dispatch d join centre.counted_matter m on m.matter_id = d.matter_id
  join centre.figure_scope s on s.level is null or s.level = m.centre_level
where d.kind = 'LEAD';

create view centre.dispatches_returned with (security_invoker = true) as
select md5('dispatch/' || d.matter_id || '/' || d.no)::uuid as record_id, d.matter_id, s.scope_kind, s.scope_id, m.county as place,
  d.dispatched_on as counted_on, null::date as until, d.known_at, 1::numeric as amount, d.agency_id, d.town_code, d.county_code, d.reader
from centre.dispatch d join centre.counted_matter m on m.matter_id = d.matter_id
  join centre.figure_scope s on s.level is null or s.level = m.centre_level
where d.kind = 'LEAD' and d.return_decision = 'AGREED';

create view centre.escalation_count with (security_invoker = true) as
select md5('escalation/' || e.matter_id || '/' || e.no)::uuid as record_id, e.matter_id, s.scope_kind, s.scope_id, m.county as place,
  e.escalated_on as counted_on, null::date as until, e.known_at, 1::numeric as amount, e.agency_id, e.town_code, e.county_code, e.reader
from centre.escalation e join centre.counted_matter m on m.matter_id = e.matter_id
  join centre.figure_scope s on s.level is null or s.level = m.centre_level;

-- A quarter's matters by place and path, for the published summary; cells are merged by who publishes, before anything goes out.
create view centre.intake_quarter with (security_invoker = true) as
select date_trunc('quarter', m.received_on)::date as quarter, left(m.place, 6) as place, m.path, count(*)::int as count
from centre.matter m
where m.merged_into is null and not m.is_sealed
group by 1, 2, 3;

-- ===== Supervision =====

create view centre.watch_day with (security_invoker = true) as
select (select nullif(current_setting('fadu.today', true), '')::date) as today;

create view centre.watch_b02 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id || '/' || l.start_on as subject_key, l.due + 1 as since, 'YELLOW' as severity,
  l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join centre.watch_day t
where l.procedure = 'centre.matter' and l.limit_id in ('triage', 'receive', 'convene') and l.state = 'running'
  and not l.is_provisional and l.due < t.today;

-- An opinion where the law names another procedure, or a dispute with an administrative organ sent to people's mediation.
create view centre.watch_b08 with (security_invoker = true) as
select m.matter_id, m.matter_id || '/opinion' as subject_key, x.on_day as since, 'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
  join (
    select r.matter_id, min(r.submitted_on) as on_day from centre.result r where r.kind = 'OPINION' group by r.matter_id
    union all
    select h.matter_id, min(h.outcome_on) from centre.handoff h where h.path = 'PETITION' and h.outcome = 'OPINION' group by h.matter_id
  ) x on x.matter_id = m.matter_id
where m.subject_kind in ('CIVIL_DISPUTE', 'LABOUR_DISPUTE', 'LAND_CONTRACT', 'ADMIN_DISPUTE', 'ADMIN_CIVIL', 'COMPLAINT_ILLEGAL',
  'DUTY_PERFORMANCE', 'LITIGATION_RELATED', 'PARTY_APPEAL') and x.on_day <= t.today
union all
select m.matter_id, m.matter_id || '/mediation', min(h.handed_on), 'RED', m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t join centre.handoff h on h.matter_id = m.matter_id
where m.subject_kind = 'ADMIN_DISPUTE' and h.path = 'PEOPLES_MEDIATION' and h.handed_on <= t.today
group by m.matter_id, m.agency_id, m.town_code, m.county_code, m.reader;

-- A court's delegation past its last day, agreed extensions included; with three working days or fewer left a warning comes from the
-- worklist, not from here.
create view centre.watch_b09 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/delegated' as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join centre.watch_day t
where l.procedure = 'centre.matter' and l.limit_id = 'delegated' and l.state = 'running' and l.due < t.today;

-- Walls keep the accused's unit out once it is known; this is what happened before it was.
create view centre.watch_b10 with (security_invoker = true) as
select m.matter_id, m.matter_id || '/' || m.accused_agency_id as subject_key, min(d.dispatched_on) as since, 'RED' as severity,
  m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
  join centre.dispatch d on d.matter_id = m.matter_id and d.to_unit = m.accused_agency_id
where m.is_sealed and d.dispatched_on <= t.today
group by m.matter_id, m.accused_agency_id, m.agency_id, m.town_code, m.county_code, m.reader;

create view centre.watch_b13 with (security_invoker = true) as
select m.matter_id, m.matter_id::text as subject_key,
  (select d.returned_on from centre.dispatch d where d.matter_id = m.matter_id and d.returned_on is not null
   order by d.returned_on, d.no offset 2 limit 1) as since,
  'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
where m.return_count >= 3;

create view centre.watch_b14 with (security_invoker = true) as
select m.matter_id, m.matter_id::text as subject_key, min(d.dispatched_on) as since, 'YELLOW' as severity,
  m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t join centre.dispatch d on d.matter_id = m.matter_id
where m.proposed_repeat = 'DUP_FINAL' and d.dispatched_on <= t.today
group by m.matter_id, m.agency_id, m.town_code, m.county_code, m.reader;

-- A paper said to be of a procedure of this platform, and no matter there has its number, or an agreement that is not in force.
create view centre.watch_b15 with (security_invoker = true) as
select r.matter_id, r.matter_id || '/' || r.no as subject_key, r.submitted_on as since, 'RED' as severity,
  r.agency_id, r.town_code, r.county_code, r.reader
from centre.result r cross join centre.watch_day t
where r.submitted_on <= t.today and (
  (r.system is not null and not exists (select from kernel.matter k where k.procedure = r.system and k.number = r.document_no))
  or (r.kind = 'AGREEMENT' and not r.is_effective));

create view centre.watch_b16 with (security_invoker = true) as
select m.matter_id, m.matter_id::text as subject_key, m.closed_on as since, 'YELLOW' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
where m.dissatisfied_count >= 2 and m.close_code in ('RESOLVED_AGREEMENT', 'RESOLVED_REPLY', 'SUPPORTED_EXECUTED') and m.closed_on <= t.today;

create view centre.watch_b17 with (security_invoker = true) as
select m.matter_id, m.matter_id::text as subject_key, m.received_on as since, 'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
where m.remedy_due_on is not null and m.remedy_due_on - m.received_on between 0 and 15
  and (m.remedy_notified_on is null or m.remedy_notified_on > m.received_on) and m.received_on <= t.today;

-- Reported after more than two hours, or not at all by the day after.
create view centre.watch_b18 with (security_invoker = true) as
select m.matter_id, m.matter_id::text as subject_key, m.received_on as since, 'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from centre.matter m cross join centre.watch_day t
where m.urgent_since is not null and m.received_on <= t.today
  and (m.urgent_reported_at > m.urgent_since + interval '2 hours' or (m.urgent_reported_at is null and m.received_on < t.today));
