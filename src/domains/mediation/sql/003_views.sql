-- Counting and watching. An indicator view gives one row for one record and scope, never a sum; a supervision view one row for one
-- violation. All are security_invoker: a reader counts what he may see. "Today" and "known until" are settings, not the clock.

-- Attempts that follow another of the same dispute are few; the join that finds the next one needs them alone.
create index matter_retry on mediation.matter (root_id, attempt_no) where attempt_no > 1;
-- Limits that were kept too late stay a violation after they are met, and are few.
create index limit_late on kernel.matter_limit (limit_id, matter_id) where met_on > due;
create index misconduct_gain on mediation.misconduct (verified_on) where kind = 'GAIN';

-- The whole city, and what its own bodies do (市本级).
create view mediation.figure_scope with (security_invoker = true) as
select v.scope_kind, coalesce((select p.code from kernel.place p where p.level = 'city' order by p.code limit 1), 'city') as scope_id, v.level
from (values ('city', null), ('city-level', 'CITY')) v(scope_kind, level);

-- What the edition may know: all, unless the report names an instant.
create view mediation.edition with (security_invoker = true) as
select (select coalesce(nullif(current_setting('fadu.known_at', true), '')::timestamptz, 'infinity')) as known_at;

-- ===== Committees =====

create view mediation.counted_committee with (security_invoker = true) as
select c.*, greatest(c.first_filed_on, c.established_on) as counted_on
from mediation.committee c
where c.first_filed_on is not null
  and (c.dissolved_on is null or c.dissolved_on > greatest(c.first_filed_on, c.established_on));

create view mediation.mediation_committees with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id as matter_id, s.scope_kind, s.scope_id, c.county_code as place, c.counted_on as counted_on,
  c.dissolved_on as until, c.filed_known_at as known_at, 1::numeric as amount, c.agency_id, c.town_code, c.county_code, c.reader
from mediation.counted_committee c
  join mediation.figure_scope s on s.level is null or s.level = c.level;

create view mediation.mediation_committees_professional with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id as matter_id, s.scope_kind, s.scope_id, c.county_code as place, c.counted_on as counted_on,
  c.dissolved_on as until, c.filed_known_at as known_at, 1::numeric as amount, c.agency_id, c.town_code, c.county_code, c.reader
from mediation.counted_committee c
  join mediation.figure_scope s on s.level is null or s.level = c.level
where c.kind = 'INDUSTRY_PROFESSIONAL';

create view mediation.committees_unfiled with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id as matter_id, s.scope_kind, s.scope_id, c.county_code as place, c.established_on as counted_on,
  least(c.first_filed_on, c.dissolved_on) as until, c.recorded_at as known_at, 1::numeric as amount, c.agency_id, c.town_code, c.county_code, c.reader
from mediation.committee c
  join mediation.figure_scope s on s.level is null or s.level = c.level
where least(c.first_filed_on, c.dissolved_on) is null or least(c.first_filed_on, c.dissolved_on) > c.established_on;

create view mediation.mediation_rooms with (security_invoker = true) as
select r.room_id as record_id, r.matter_id as matter_id, s.scope_kind, s.scope_id, r.county_code as place, r.opened_on as counted_on,
  r.closed_on as until, c.recorded_at as known_at, 1::numeric as amount, r.agency_id, r.town_code, r.county_code, r.reader
from mediation.room r
  join mediation.committee c on c.committee_id = r.committee_id
  join mediation.figure_scope s on s.level is null or s.level = c.level;

-- ===== Mediators =====

-- Seats at counted committees, for the days on which both are: a committee that is not filed yet counts neither itself nor its people.
create view mediation.counted_seat with (security_invoker = true) as
select t.matter_id, t.party_id, t.committee_id, t.sex, t.education, c.level, c.kind as committee_kind, t.agency_id, t.town_code,
  t.county_code, t.reader, greatest(t.start_on, c.counted_on) as from_on, least(t.end_on, c.dissolved_on) as to_on,
  greatest(t.recorded_at, c.filed_known_at) as known_at
from mediation.seat t join mediation.counted_committee c on c.committee_id = t.committee_id
where coalesce(least(t.end_on, c.dissolved_on), 'infinity') > greatest(t.start_on, c.counted_on);

create view mediation.mediator_seats with (security_invoker = true) as
select t.matter_id as record_id, t.matter_id as matter_id, s.scope_kind, s.scope_id, t.county_code as place, t.from_on as counted_on,
  t.to_on as until, t.known_at as known_at, 1::numeric as amount, t.agency_id, t.town_code, t.county_code, t.reader
from mediation.counted_seat t
  join mediation.figure_scope s on s.level is null or s.level = t.level;

-- Each seat cut where its mode or its being the main one changes.
create view mediation.seat_stretch with (security_invoker = true) as
select t.matter_id, t.party_id, t.sex, t.education, t.level, t.agency_id, t.town_code, t.county_code, t.reader, t.known_at, u.work_mode,
  u.is_primary, u.since, greatest(t.from_on, u.since) as from_on, least(t.to_on, u.next_since) as to_on
from mediation.counted_seat t
  join (select x.*, lead(x.since) over (partition by x.matter_id order by x.since) as next_since from mediation.seat_status x) u
    on u.matter_id = t.matter_id
where coalesce(least(t.to_on, u.next_since), 'infinity') > greatest(t.from_on, u.since);

-- One row for each person and stretch of days on which nothing about his seats changes: somebody with several seats is one mediator,
-- placed at the committee last declared to be his main one, else at the one he joined first; full time where any seat is.
create view mediation.mediator_stretch with (security_invoker = true) as
with span as materialized (
  select t.*, count(*) over (partition by t.party_id) as spans from mediation.seat_stretch t
), several as materialized (
  select * from span where spans > 1
), points as (
  select party_id, from_on as day from several
  union
  select party_id, to_on from several where to_on is not null
), stretches as (
  select party_id, day as from_on, lead(day) over (partition by party_id order by day) as to_on from points
), ranked as (
  select p.from_on, p.to_on, t.matter_id, t.party_id, t.sex, t.education, t.level, t.agency_id, t.town_code, t.county_code, t.reader, t.known_at,
    bool_or(t.work_mode = 'FULL_TIME') over (partition by p.party_id, p.from_on) as is_full_time,
    row_number() over (partition by p.party_id, p.from_on
      order by t.is_primary desc, case when t.is_primary then t.since end desc nulls last, t.from_on, t.matter_id) as place_no
  from stretches p
    join several t on t.party_id = p.party_id and t.from_on <= p.from_on and (t.to_on is null or t.to_on > p.from_on)
)
select from_on, to_on, matter_id, party_id, sex, education, level, agency_id, town_code, county_code, reader, known_at, is_full_time
from ranked where place_no = 1
union all
select t.from_on, t.to_on, t.matter_id, t.party_id, t.sex, t.education, t.level, t.agency_id, t.town_code, t.county_code, t.reader, t.known_at,
  t.work_mode = 'FULL_TIME'
from span t where t.spans = 1;

create view mediation.mediators with (security_invoker = true) as
select t.party_id as record_id, t.matter_id as matter_id, s.scope_kind, s.scope_id, t.county_code as place, t.from_on as counted_on,
  t.to_on as until, t.known_at as known_at, 1::numeric as amount, t.agency_id, t.town_code, t.county_code, t.reader
from mediation.mediator_stretch t
  join mediation.figure_scope s on s.level is null or s.level = t.level;

create view mediation.mediators_full_time with (security_invoker = true) as
select t.party_id as record_id, t.matter_id as matter_id, s.scope_kind, s.scope_id, t.county_code as place, t.from_on as counted_on,
  t.to_on as until, t.known_at as known_at, 1::numeric as amount, t.agency_id, t.town_code, t.county_code, t.reader
from mediation.mediator_stretch t
  join mediation.figure_scope s on s.level is null or s.level = t.level
where t.is_full_time;

create view mediation.mediators_part_time with (security_invoker = true) as
select t.party_id as record_id, t.matter_id as matter_id, s.scope_kind, s.scope_id, t.county_code as place, t.from_on as counted_on,
  t.to_on as until, t.known_at as known_at, 1::numeric as amount, t.agency_id, t.town_code, t.county_code, t.reader
from mediation.mediator_stretch t
  join mediation.figure_scope s on s.level is null or s.level = t.level
where not t.is_full_time;

create view mediation.mediators_female with (security_invoker = true) as
select t.party_id as record_id, t.matter_id as matter_id, s.scope_kind, s.scope_id, t.county_code as place, t.from_on as counted_on,
  t.to_on as until, t.known_at as known_at, 1::numeric as amount, t.agency_id, t.town_code, t.county_code, t.reader
from mediation.mediator_stretch t
  join mediation.figure_scope s on s.level is null or s.level = t.level
where t.sex = 'female';

create view mediation.mediators_college with (security_invoker = true) as
select t.party_id as record_id, t.matter_id as matter_id, s.scope_kind, s.scope_id, t.county_code as place, t.from_on as counted_on,
  t.to_on as until, t.known_at as known_at, 1::numeric as amount, t.agency_id, t.town_code, t.county_code, t.reader
from mediation.mediator_stretch t
  join mediation.figure_scope s on s.level is null or s.level = t.level
where t.education in ('COLLEGE', 'BACHELOR', 'POSTGRADUATE');

create view mediation.training_hours with (security_invoker = true) as
select md5(t.matter_id::text || '/' || t.n)::uuid as record_id, t.matter_id as matter_id, s.scope_kind, s.scope_id, t.county_code as place, t.trained_on as counted_on,
  null::date as until, t.recorded_at as known_at, t.hours::numeric as amount, t.agency_id, t.town_code, t.county_code, t.reader
from mediation.training t
  left join mediation.committee c on c.committee_id = t.agency_id
  join mediation.figure_scope s on s.level is null or s.level = c.level;

create view mediation.training_attendances with (security_invoker = true) as
select md5(t.matter_id::text || '/' || t.n)::uuid as record_id, t.matter_id as matter_id, s.scope_kind, s.scope_id, t.county_code as place, t.trained_on as counted_on,
  null::date as until, t.recorded_at as known_at, 1::numeric as amount, t.agency_id, t.town_code, t.county_code, t.reader
from mediation.training t
  left join mediation.committee c on c.committee_id = t.agency_id
  join mediation.figure_scope s on s.level is null or s.level = c.level;

-- ===== Disputes =====

-- Every attempt with the level of its committee. One found to be invented is out of every edition that knows it.
create view mediation.attempt with (security_invoker = true) as
select m.matter_id as record_id, m.root_id, m.attempt_no, m.outcome, m.source, m.kind, m.transferred_from_id, m.accepted_on,
  m.accepted_known_at, m.received_on, m.concluded_on, m.concluded_known_at, m.registered_known_at, m.head_count, m.amount_involved_fen,
  m.amount_payable_fen, m.agreement_form, c.level, m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m
  cross join mediation.edition e
  left join mediation.committee c on c.committee_id = m.agency_id
where m.excluded_known_at is null or m.excluded_known_at > e.known_at;

-- Attempts with a conclusion on the merits: settled in full or in part, or failed. What ended before the first session, was not
-- accepted, transferred away or merged is none.
create view mediation.concluded_attempt with (security_invoker = true) as
select a.* from mediation.attempt a cross join mediation.edition e
where a.outcome in ('SETTLED_FULL', 'SETTLED_PARTIAL', 'FAILED_NO_AGREEMENT', 'FAILED_PARTY_QUIT', 'FAILED_DEADLINE', 'FAILED_SUPERVENING')
  and a.concluded_known_at <= e.known_at;

-- Those that count as a dispute mediated. What a court entrusted after it docketed the case is counted by the court. A failed attempt
-- is superseded by the next counted one of the same dispute; a settled one never is.
create view mediation.counted_attempt with (security_invoker = true) as
select a.*, case when a.outcome like 'FAILED%' then n.concluded_on end as superseded_on
from mediation.concluded_attempt a
  left join (
    select b.root_id, b.attempt_no, min(x.concluded_on) as concluded_on
    from mediation.concluded_attempt x
      join mediation.matter b on b.root_id = x.root_id and b.attempt_no < x.attempt_no
    where x.attempt_no > 1 and x.source <> 'COURT_ENTRUSTED'
    group by b.root_id, b.attempt_no
  ) n on n.root_id = a.root_id and n.attempt_no = a.attempt_no
where a.source <> 'COURT_ENTRUSTED';

create view mediation.disputes_mediated with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level;

create view mediation.disputes_settled with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome = 'SETTLED_FULL';

create view mediation.disputes_partial with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome = 'SETTLED_PARTIAL';

create view mediation.disputes_failed with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome like 'FAILED%';

create view mediation.disputes_agreed with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome in ('SETTLED_FULL', 'SETTLED_PARTIAL');

create view mediation.disputes_agreed_written with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome in ('SETTLED_FULL', 'SETTLED_PARTIAL') and a.agreement_form = 'WRITTEN';

create view mediation.disputes_agreed_oral with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome in ('SETTLED_FULL', 'SETTLED_PARTIAL') and a.agreement_form = 'ORAL';

create view mediation.headcount with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, a.head_count::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level;

create view mediation.amount_involved_sum with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, a.amount_involved_fen::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.amount_involved_fen is not null;

create view mediation.amount_involved_missing with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.amount_involved_fen is null;

create view mediation.amount_payable_sum with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  a.superseded_on as until, a.concluded_known_at as known_at, a.amount_payable_fen::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.counted_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome in ('SETTLED_FULL', 'SETTLED_PARTIAL') and a.amount_payable_fen is not null;

create view mediation.mediation_attempts with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  null::date as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.concluded_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level;

create view mediation.court_entrusted with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  null::date as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.concluded_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.source = 'COURT_ENTRUSTED';

-- On time: no limit of the mediation itself was met after its last day, agreed extensions included.

create view mediation.attempts_on_time with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  null::date as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.concluded_attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where not exists (
  select from kernel.matter_limit l
  where l.matter_id = a.record_id and l.met_on > l.due and l.limit_id in ('general', 'medical', 'labour', 'courtDelegated', 'courtEntrusted'));

create view mediation.transferred_out with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  null::date as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome = 'TRANSFERRED_OUT';

create view mediation.disputes_ended_before_start with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  null::date as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome = 'ENDED_BEFORE_START' and a.accepted_on is not null;

create view mediation.disputes_not_accepted with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  null::date as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome = 'NOT_ACCEPTED';

create view mediation.disputes_merged with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.concluded_on as counted_on,
  null::date as until, a.concluded_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.outcome = 'MERGED' and a.accepted_on is not null;

-- Accepted, by the day of acceptance: for reconciling with statistics that count so, never for the rate of success. A transferred dispute
-- is one, at the committee that received it.

create view mediation.disputes_accepted with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, a.accepted_on as counted_on,
  null::date as until, a.accepted_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.attempt a
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.accepted_on is not null and a.outcome is distinct from 'TRANSFERRED_OUT' and a.outcome is distinct from 'NOT_ACCEPTED';

-- Pending: accepted and not concluded on the day. A transferred one is pending where it was until the day it moved.

create view mediation.disputes_pending_yearend with (security_invoker = true) as
select a.record_id as record_id, a.record_id as matter_id, s.scope_kind, s.scope_id, a.county_code as place, coalesce(o.concluded_on, a.accepted_on) as counted_on,
  a.concluded_on as until, a.accepted_known_at as known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from mediation.attempt a
  left join mediation.matter o on o.matter_id = a.transferred_from_id and o.outcome = 'TRANSFERRED_OUT'
  join mediation.figure_scope s on s.level is null or s.level = a.level
where a.accepted_on is not null and coalesce(a.concluded_on, 'infinity') > coalesce(o.concluded_on, a.accepted_on);

-- ===== What becomes of agreements =====
-- What happens to an agreement later changes no dispute already counted as settled; it is counted on its own.

create view mediation.agreements_invalidated with (security_invoker = true) as
select md5(g.matter_id::text || '/' || g.no)::uuid as record_id, g.matter_id as matter_id, s.scope_kind, s.scope_id, g.county_code as place, g.invalidated_on as counted_on,
  null::date as until, (g.invalidated_on::timestamp at time zone 'Asia/Shanghai') as known_at, 1::numeric as amount, g.agency_id, g.town_code, g.county_code, g.reader
from mediation.agreement g
  left join mediation.committee c on c.committee_id = g.agency_id
  join mediation.figure_scope s on s.level is null or s.level = c.level
where g.invalidated_on is not null;

create view mediation.agreement_breach with (security_invoker = true) as
select o.matter_id, o.agreement_no as no, min(o.breached_on) as breached_on, c.level, o.agency_id, o.town_code, o.county_code, o.reader
from mediation.obligation o left join mediation.committee c on c.committee_id = o.agency_id
where o.breached_on is not null
group by o.matter_id, o.agreement_no, c.level, o.agency_id, o.town_code, o.county_code, o.reader;

create view mediation.agreements_breached with (security_invoker = true) as
select md5(g.matter_id::text || '/' || g.no)::uuid as record_id, g.matter_id as matter_id, s.scope_kind, s.scope_id, g.county_code as place, g.breached_on as counted_on,
  null::date as until, (g.breached_on::timestamp at time zone 'Asia/Shanghai') as known_at, 1::numeric as amount, g.agency_id, g.town_code, g.county_code, g.reader
from mediation.agreement_breach g
  join mediation.figure_scope s on s.level is null or s.level = g.level;

-- An agreement counts once in each year in which something in it falls due. The level is joined before the rows are grouped: after it the
-- planner expects one row and walks the committees for each.
create view mediation.agreement_year with (security_invoker = true) as
select o.matter_id, o.agreement_no as no, extract(year from o.due_on)::int as year, max(o.due_on) as due_on,
  bool_and(o.performed_on is not null) as is_performed, c.level, o.agency_id, o.town_code, o.county_code, o.reader
from mediation.obligation o
  join mediation.agreement g on g.matter_id = o.matter_id and g.no = o.agreement_no
  left join mediation.committee c on c.committee_id = o.agency_id
where g.state not in ('MODIFIED', 'INVALIDATED')
group by o.matter_id, o.agreement_no, extract(year from o.due_on)::int, c.level, o.agency_id, o.town_code, o.county_code, o.reader;

create view mediation.agreements_due with (security_invoker = true) as
select md5(g.matter_id::text || '/' || g.no || '/' || g.year)::uuid as record_id, g.matter_id as matter_id, s.scope_kind, s.scope_id, g.county_code as place, g.due_on as counted_on,
  null::date as until, (g.due_on::timestamp at time zone 'Asia/Shanghai') as known_at, 1::numeric as amount, g.agency_id, g.town_code, g.county_code, g.reader
from mediation.agreement_year g
  join mediation.figure_scope s on s.level is null or s.level = g.level;

create view mediation.agreements_performed with (security_invoker = true) as
select md5(g.matter_id::text || '/' || g.no || '/' || g.year)::uuid as record_id, g.matter_id as matter_id, s.scope_kind, s.scope_id, g.county_code as place, g.due_on as counted_on,
  null::date as until, (g.due_on::timestamp at time zone 'Asia/Shanghai') as known_at, 1::numeric as amount, g.agency_id, g.town_code, g.county_code, g.reader
from mediation.agreement_year g
  join mediation.figure_scope s on s.level is null or s.level = g.level
where g.is_performed;

create view mediation.confirmation_applied with (security_invoker = true) as
select f.matter_id as record_id, f.matter_id as matter_id, s.scope_kind, s.scope_id, f.county_code as place, f.applied_on as counted_on,
  null::date as until, f.applied_known_at as known_at, 1::numeric as amount, f.agency_id, f.town_code, f.county_code, f.reader
from mediation.confirmation f
  left join mediation.committee c on c.committee_id = f.agency_id
  join mediation.figure_scope s on s.level is null or s.level = c.level;

create view mediation.confirmation_valid with (security_invoker = true) as
select f.matter_id as record_id, f.matter_id as matter_id, s.scope_kind, s.scope_id, f.county_code as place, f.result_on as counted_on,
  null::date as until, f.result_known_at as known_at, 1::numeric as amount, f.agency_id, f.town_code, f.county_code, f.reader
from mediation.confirmation f
  left join mediation.committee c on c.committee_id = f.agency_id
  join mediation.figure_scope s on s.level is null or s.level = c.level
where f.state in ('VALID', 'REVOKED');

create view mediation.confirmation_dismissed with (security_invoker = true) as
select f.matter_id as record_id, f.matter_id as matter_id, s.scope_kind, s.scope_id, f.county_code as place, f.result_on as counted_on,
  null::date as until, f.result_known_at as known_at, 1::numeric as amount, f.agency_id, f.town_code, f.county_code, f.reader
from mediation.confirmation f
  left join mediation.committee c on c.committee_id = f.agency_id
  join mediation.figure_scope s on s.level is null or s.level = c.level
where f.state = 'DISMISSED';

create view mediation.escalation_reports with (security_invoker = true) as
select md5(x.matter_id::text || '/' || x.no)::uuid as record_id, x.matter_id as matter_id, s.scope_kind, s.scope_id, x.county_code as place, x.reported_on as counted_on,
  null::date as until, x.reported_at as known_at, 1::numeric as amount, x.agency_id, x.town_code, x.county_code, x.reader
from mediation.escalation x
  left join mediation.committee c on c.committee_id = x.agency_id
  join mediation.figure_scope s on s.level is null or s.level = c.level;

-- ===== Supervision =====

-- Today, and the working days around it that the rules need: a count of working days left or past becomes one comparison with a day.
create view mediation.watch_day with (security_invoker = true) as
select t.today, t.version,
  (select d.day from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day > t.today order by d.day offset 3 limit 1) as left_3,
  (select d.day from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day > t.today order by d.day offset 5 limit 1) as left_5,
  (select d.day from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day < t.today order by d.day desc offset 2 limit 1) as past_3,
  (select d.day from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day < t.today order by d.day desc offset 4 limit 1) as past_5
-- In a subquery of its own a setting is read once a statement, not once a row.
from (select (select nullif(current_setting('fadu.today', true), '')::date) as today,
  (select s.value from kernel.setting s where s.key = 'calendar') as version) t;
comment on view mediation.watch_day is 'a due day has at most 3 (5) working days left where due < left_3 (left_5); 3 (5) working days have gone by since d where d < past_3 (past_5)';

-- Filing missed or done too late; from the 25th working day on a warning.
create view mediation.watch_a01 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.subject as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join mediation.watch_day t
where l.limit_id = 'filing' and l.procedure in ('mediation.committee', 'mediation.mediator') and l.state = 'running'
  and not l.is_provisional and l.due < t.today
union all
select l.matter_id, l.matter_id || '/' || l.subject, l.due + 1, 'RED', l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join mediation.watch_day t
where l.limit_id = 'filing' and l.procedure in ('mediation.committee', 'mediation.mediator') and l.met_on > l.due and l.due < t.today
union all
select l.matter_id, l.matter_id || '/' || l.subject, (select d.day from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day <= l.due order by d.day desc offset 5 limit 1), 'YELLOW', l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join mediation.watch_day t
where l.limit_id = 'filing' and l.procedure in ('mediation.committee', 'mediation.mediator') and l.state = 'running'
  and not l.is_provisional and l.due >= t.today and l.due < t.left_5;

-- Filed, and the court not told or the web page not there after five working days.
create view mediation.watch_a02 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id || '/' || l.subject as subject_key, l.due + 1 as since, 'YELLOW' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join mediation.watch_day t
where l.limit_id in ('courtNotice', 'webPublish') and l.procedure in ('mediation.committee', 'mediation.mediator') and l.state = 'running'
  and not l.is_provisional and l.due < t.today;

-- Composition as it stands today, from the members in office.
create view mediation.watch_a03 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, greatest(c.first_filed_on, x.changed_on) as since, 'RED' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from mediation.committee c cross join mediation.watch_day t
  left join lateral (
    select count(*) filter (where s.end_on is null or s.end_on > t.today) as members,
      count(*) filter (where s.role = 'HEAD' and (s.end_on is null or s.end_on > t.today)) as heads,
      count(*) filter (where s.sex = 'female' and (s.end_on is null or s.end_on > t.today)) as women,
      count(*) filter (where s.is_minority and (s.end_on is null or s.end_on > t.today)) as minority,
      max(greatest(s.start_on, case when s.end_on <= t.today then s.end_on end)) as changed_on
    from mediation.seat s
    where s.committee_id = c.committee_id and s.role <> 'HIRED_MEDIATOR' and s.start_on <= t.today
  ) x on true
where c.state = 'ACTIVE' and (x.members not between 3 and 9 or x.heads <> 1 or x.women < 1 or (c.is_multi_ethnic_area and x.minority < 1));

-- A term that is over, or within sixty days of it, and nobody elected since. Who sits on goes on sitting and is counted.
create view mediation.watch_a04 with (security_invoker = true) as
select c.matter_id, c.matter_id || '/' || m.no as subject_key,
  case when m.end_on <= t.today then m.end_on else m.end_on - 60 end as since,
  case when m.end_on <= t.today then 'RED' else 'YELLOW' end as severity, c.agency_id, c.town_code, c.county_code, c.reader
from mediation.committee c cross join mediation.watch_day t join mediation.term m on m.matter_id = c.matter_id
where c.state <> 'DISSOLVED' and t.today >= m.end_on - 60
  and not exists (select from mediation.term n where n.matter_id = m.matter_id and n.no > m.no);

-- A mediation past its last day, agreed extensions included; with three working days or fewer left a warning.
create view mediation.watch_a07 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join mediation.watch_day t
where l.limit_id in ('general', 'medical', 'labour', 'courtDelegated', 'courtEntrusted') and l.procedure = 'mediation.dispute' and l.state = 'running' and not l.is_provisional and l.due < t.today
union all
select l.matter_id, l.matter_id || '/' || l.limit_id, (select d.day from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day <= l.due order by d.day desc offset 3 limit 1), 'YELLOW', l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join mediation.watch_day t
where l.limit_id in ('general', 'medical', 'labour', 'courtDelegated', 'courtEntrusted') and l.procedure = 'mediation.dispute' and l.state = 'running' and not l.is_provisional
  and l.due >= t.today and l.due < t.left_3;

-- Likely to become a public security or criminal case, and nobody told.
create view mediation.watch_a12 with (security_invoker = true) as
select m.matter_id as matter_id, m.matter_id::text as subject_key, m.received_on as since, 'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m cross join mediation.watch_day t
where m.risk_level = 'CRIMINAL_RISK' and m.escalation_count = 0 and not m.is_fabricated and m.received_on <= t.today;

-- A mediator found to have taken money or other advantage.
create view mediation.watch_a13 with (security_invoker = true) as
select s.matter_id, s.matter_id || '/' || s.n as subject_key, s.verified_on as since, 'RED' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from mediation.misconduct s cross join mediation.watch_day t
where s.kind = 'GAIN' and s.verified_on <= t.today;

-- Five or more of one kind against one party on one day at one committee, each with one applicant: a group dispute split up?
create view mediation.watch_a14 with (security_invoker = true) as
select min(m.matter_id::text)::uuid as matter_id, concat_ws('/', m.agency_id, m.respondent_id, m.kind, m.received_on) as subject_key,
  m.received_on as since, 'YELLOW' as severity, m.agency_id, min(m.town_code) as town_code, min(m.county_code) as county_code, null::text[] as reader
from mediation.matter m cross join mediation.watch_day t
where m.respondent_id is not null and not m.is_fabricated and m.outcome is distinct from 'MERGED' and m.received_on <= t.today
group by m.agency_id, m.respondent_id, m.kind, m.received_on
having count(*) >= 5 and bool_and(m.side_a_count = 1);

-- Two open attempts of one dispute, one registered anew after it was settled, or a suspected duplicate nobody has looked at.
create view mediation.watch_a15 with (security_invoker = true) as
select m.matter_id as matter_id, m.matter_id::text as subject_key, m.received_on as since, 'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m cross join mediation.watch_day t
where m.outcome is null and not m.is_fabricated and m.received_on <= t.today and m.attempt_no > 1
  and exists (select from mediation.matter o where o.root_id = m.root_id and o.matter_id <> m.matter_id and not o.is_fabricated
    and (o.outcome is null or o.outcome in ('SETTLED_FULL', 'SETTLED_PARTIAL')))
union all
select m.matter_id, m.matter_id::text, m.received_on, 'RED', m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m cross join mediation.watch_day t
where m.outcome is null and not m.is_fabricated and m.attempt_no = 1 and m.suspected_duplicates > 0 and not m.is_duplicate_denied
  and m.received_on <= t.today;

-- Five working days after the last obligation fell due neither performance nor a visit is recorded.
create view mediation.watch_a17 with (security_invoker = true) as
select g.matter_id as matter_id, g.matter_id || '/' || g.no as subject_key,
  (select d.day + 1 from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day > g.last_due_on order by d.day offset 4 limit 1) as since,
  'YELLOW' as severity, g.agency_id, g.town_code, g.county_code, g.reader
from mediation.agreement g cross join mediation.watch_day t
where g.state in ('EFFECTIVE', 'PERFORMING') and g.last_due_on < t.past_5
  and not exists (select from mediation.follow_up f where f.matter_id = g.matter_id and f.agreement_no = g.no);

-- Thirty days after its conclusion not archived. What an archive lacks is refused when it is archived.
create view mediation.watch_a18 with (security_invoker = true) as
select m.matter_id as matter_id, m.matter_id::text as subject_key, m.concluded_on + 31 as since, 'YELLOW' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m cross join mediation.watch_day t
where m.concluded_on < t.today - 30 and m.archived_on is null and m.outcome not in ('TRANSFERRED_OUT', 'MERGED') and not m.is_fabricated;

-- Entrusted, and the body that entrusted it not told three working days after the conclusion.
create view mediation.watch_a19 with (security_invoker = true) as
select m.matter_id as matter_id, m.matter_id::text as subject_key,
  (select d.day + 1 from kernel.calendar_day d where d.version = t.version and d.is_workday and d.day > m.concluded_on order by d.day offset 2 limit 1) as since,
  'YELLOW' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m cross join mediation.watch_day t
where m.referral_mode = 'ENTRUSTED' and m.feedback_on is null and m.concluded_on < t.past_3
  and m.outcome not in ('TRANSFERRED_OUT', 'MERGED') and not m.is_fabricated;

-- Twelve months without training; somebody new without training before the post.
create view mediation.watch_a21 with (security_invoker = true) as
select s.matter_id, s.matter_id::text as subject_key,
  case when s.start_on > (t.today - interval '1 year')::date then s.start_on
    else (greatest(s.start_on, x.last_on) + interval '1 year')::date end as since, 'YELLOW' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from mediation.seat s cross join mediation.watch_day t
  left join (select party_id, max(trained_on) as last_on, bool_or(kind = 'PRE_POST') as has_pre_post from mediation.training group by party_id) x
    on x.party_id = s.party_id
where s.start_on <= t.today and (s.end_on is null or s.end_on > t.today)
  and case when s.start_on > (t.today - interval '1 year')::date then not coalesce(x.has_pre_post, false)
    else greatest(s.start_on, x.last_on) <= (t.today - interval '1 year')::date end;

-- Received, met and concluded in one minute, or more than twenty concluded by one mediator on one day: invented?
create view mediation.watch_a22 with (security_invoker = true) as
select m.matter_id as matter_id, m.matter_id::text as subject_key, m.concluded_on as since, 'YELLOW' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m cross join mediation.watch_day t
  join mediation.session n on n.matter_id = m.matter_id
where not m.is_quick_oral and not m.is_fabricated and m.concluded_on <= t.today
  and date_trunc('minute', m.received_at) = date_trunc('minute', m.concluded_at)
  and date_trunc('minute', n.started_at) = date_trunc('minute', m.concluded_at)
union all
select min(m.matter_id::text)::uuid, concat_ws('/', m.agency_id, m.host_mediator_id, m.concluded_on), m.concluded_on, 'YELLOW', m.agency_id,
  min(m.town_code), min(m.county_code), null::text[]
from mediation.matter m cross join mediation.watch_day t
where m.host_mediator_id is not null and m.concluded_on <= t.today and not m.is_fabricated
group by m.agency_id, m.host_mediator_id, m.concluded_on
having count(*) > 20;

-- A professional committee set up by neither an association nor a society: to be looked at, not refused.
create view mediation.watch_p01 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.established_on as since, 'YELLOW' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from mediation.committee c cross join mediation.watch_day t
where c.kind = 'INDUSTRY_PROFESSIONAL' and c.state <> 'DISSOLVED' and c.established_on <= t.today
  and c.establisher_kind not in ('INDUSTRY_ASSOCIATION', 'SOCIAL_ORGANISATION');

-- Members of township and subdistrict committees without upper secondary education.
create view mediation.watch_p02 with (security_invoker = true) as
select s.matter_id, s.matter_id::text as subject_key, s.start_on as since, 'YELLOW' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from mediation.seat s cross join mediation.watch_day t join mediation.committee c on c.committee_id = s.committee_id
where c.kind in ('TOWNSHIP', 'SUBDISTRICT') and s.role <> 'HIRED_MEDIATOR' and s.education in ('PRIMARY', 'JUNIOR')
  and s.start_on <= t.today and (s.end_on is null or s.end_on > t.today);

-- Fewer full-time mediators than the ministry's guidance asks: three at professional, two at township and subdistrict committees.
create view mediation.watch_p03 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.first_filed_on as since, 'YELLOW' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from mediation.committee c cross join mediation.watch_day t
where c.state = 'ACTIVE' and c.kind in ('INDUSTRY_PROFESSIONAL', 'TOWNSHIP', 'SUBDISTRICT')
  and (select count(*) from mediation.seat s where s.committee_id = c.committee_id and s.work_mode = 'FULL_TIME' and s.start_on <= t.today
    and (s.end_on is null or s.end_on > t.today)) < case when c.kind = 'INDUSTRY_PROFESSIONAL' then 3 else 2 end;
