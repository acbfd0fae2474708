-- Review of norms beside a case, assessments of organs, half-yearly reports, grassroots points; and what is watched and counted of them.
create table reconsideration.norm (
  matter_id uuid primary key,
  case_id uuid not null,
  law_version text not null,
  state text not null,
  document text not null,
  clauses text[] not null,
  origin text not null check (origin in ('APPLICANT', 'EX_OFFICIO')),
  mode text not null check (mode in ('OWN', 'TRANSFER')),
  raised_on date not null,
  suspended_on date,
  notified_on date,
  maker_replied_on date,
  transferred_on date,
  receiver_received_on date,
  replied_on date,
  result text check (result in ('LEGAL', 'STOP_CLAUSE', 'REPLIED')),
  resolved_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create index norm_case on reconsideration.norm (case_id);
comment on column reconsideration.norm.document is '规范性文件或者依据';
comment on column reconsideration.norm.clauses is '相关条款';
comment on column reconsideration.norm.raised_on is '提出日';
comment on column reconsideration.norm.resolved_on is '处理日';

create table reconsideration.assessment (
  matter_id uuid primary key,
  organ_id text not null,
  year int not null,
  is_due boolean not null,
  is_passed boolean not null,
  known_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check (is_due or not is_passed)
);

create table reconsideration.report (
  matter_id uuid primary key,
  organ_id text not null,
  year int not null,
  half int not null check (half in (1, 2)),
  submitted_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create index report_organ on reconsideration.report (organ_id, year, half);

create table reconsideration.intake_point (
  matter_id uuid primary key,
  organ_id text not null,
  office_id text not null,
  place text not null,
  opened_on date not null,
  closed_on date,
  known_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);

create view reconsideration.watch_a28 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join reconsideration.day d
where l.procedure = 'reconsideration.norm' and not l.is_provisional and l.due < d.today and (l.state = 'running' or l.met_on > l.due);

-- A norm passed on of which nobody has recorded that it arrived: no limit runs yet.
create view reconsideration.watch_norm_arrival with (security_invoker = true) as
select n.matter_id, n.matter_id::text as subject_key, n.transferred_on + 15 as since, 'YELLOW' as severity, n.agency_id, n.town_code, n.county_code, n.reader
from reconsideration.norm n cross join reconsideration.day d
where n.state = 'TRANSFERRED' and n.receiver_received_on is null and n.transferred_on + 15 <= d.today;

-- A major decision not filed with the superior organ; a half-year in which a government had cases and no report.
create view reconsideration.watch_a33 with (security_invoker = true) as
select c.matter_id, c.matter_id || '/major' as subject_key, c.decision_on + 31 as since, 'YELLOW' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c cross join reconsideration.day d
where c.is_major and c.decision_on + 30 < d.today and (c.major_filed_on is null or c.major_filed_on > c.decision_on + 30)
union all
select null::uuid, h.organ_id || '/' || h.year || '/' || h.half as subject_key, h.ends_on + 31, 'YELLOW', h.organ_id, null::text, h.county_code, null::text[]
from (
  select c.organ_id, min(c.county_code) as county_code, extract(year from c.received_on)::int as year,
    case when extract(month from c.received_on) <= 6 then 1 else 2 end as half,
    max(case when extract(month from c.received_on) <= 6 then make_date(extract(year from c.received_on)::int, 6, 30)
      else make_date(extract(year from c.received_on)::int, 12, 31) end) as ends_on
  from reconsideration.matter c where c.organ_kind = 'GOVERNMENT' and c.received_on is not null
  group by c.organ_id, extract(year from c.received_on)::int, case when extract(month from c.received_on) <= 6 then 1 else 2 end
) h cross join reconsideration.day d
where h.ends_on + 30 < d.today
  and not exists (select from reconsideration.report r where r.organ_id = h.organ_id and r.year = h.year and r.half = h.half and r.submitted_on <= d.today);

create view reconsideration.recon_standard_due with (security_invoker = true) as
select a.matter_id as record_id, a.matter_id, 'city'::text as scope_kind,
  coalesce((select p.code from kernel.place p where p.level = 'city' order by p.code limit 1), 'city') as scope_id, a.county_code as place,
  make_date(a.year, 12, 31) as counted_on, null::date as until, a.known_at, 1::numeric as amount, a.agency_id, a.town_code, a.county_code, a.reader
from reconsideration.assessment a where a.is_due;
create view reconsideration.recon_standard_passed with (security_invoker = true) as
select d.* from reconsideration.recon_standard_due d join reconsideration.assessment a on a.matter_id = d.matter_id where a.is_passed;

create view reconsideration.intake_points with (security_invoker = true) as
select i.matter_id as record_id, i.matter_id, 'city'::text as scope_kind,
  coalesce((select p.code from kernel.place p where p.level = 'city' order by p.code limit 1), 'city') as scope_id, left(i.place, 6) as place,
  i.opened_on as counted_on, i.closed_on as until, i.known_at, 1::numeric as amount, i.agency_id, i.town_code, i.county_code, i.reader
from reconsideration.intake_point i;
