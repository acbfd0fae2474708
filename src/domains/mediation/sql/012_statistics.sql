-- Summaries that were published: the numbers they rest on, and whether the matters still say so.
create table mediation.statistics (
  matter_id uuid primary key,
  year int not null,
  period text not null check (period in ('Y', 'Q1', 'Q2', 'Q3', 'Q4')),
  measure text not null check (measure in ('MEDIATED', 'SETTLED')),
  edition int not null,
  published_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column mediation.statistics.year is '年度';
comment on column mediation.statistics.period is '期间';
comment on column mediation.statistics.edition is '第几版';
comment on column mediation.statistics.published_on is '公布日';

create table mediation.statistics_cell (
  matter_id uuid not null,
  edition int not null,
  place text not null,
  kind text not null,
  count int not null check (count >= 0),
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, edition, place, kind)
);

-- A published number that is not what the matters give: wrong from the start, or corrected since.
create view mediation.watch_p13 with (security_invoker = true) as
select s.matter_id, concat_ws('/', s.matter_id, s.edition) as subject_key, s.published_on as since, 'YELLOW' as severity, s.agency_id, s.town_code,
  s.county_code, s.reader
from mediation.statistics s cross join mediation.watch_day t
  cross join lateral (select make_date(s.year, case s.period when 'Q2' then 4 when 'Q3' then 7 when 'Q4' then 10 else 1 end, 1) as first_on) p
  cross join lateral (select (p.first_on + case s.period when 'Y' then interval '1 year' else interval '3 months' end)::date - 1 as last_on) q
where s.published_on <= t.today and exists (
  select from (select c.place, c.kind, c.count from mediation.statistics_cell c where c.matter_id = s.matter_id and c.edition = s.edition) c
    full join (
      select a.county_code as place, a.kind, count(*)::int as count from mediation.counted_attempt a
      where a.concluded_on between p.first_on and q.last_on and (a.superseded_on is null or a.superseded_on > q.last_on)
        and (s.measure = 'MEDIATED' or a.outcome = 'SETTLED_FULL') and (s.county_code is null or a.county_code = s.county_code)
      group by 1, 2
    ) r on r.place = c.place and r.kind = c.kind
  where coalesce(c.count, 0) <> coalesce(r.count, 0));
