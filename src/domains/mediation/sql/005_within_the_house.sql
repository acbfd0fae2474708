-- What the committee and the organs know of a matter and its parties do not read: the risk they see, reports upward, suspicion of a
-- sham, visits and corrections. Columns of a table stand under one policy, so these stand in a table of their own.
create table mediation.matter_internal (
  matter_id uuid primary key,
  risk_level text not null check (risk_level in ('LOW', 'ESCALATING', 'CRIMINAL_RISK')),
  is_suspended boolean not null,
  escalation_count int not null,
  follow_up_count int not null,
  correction_count int not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column mediation.matter_internal.risk_level is '风险';
comment on column mediation.matter_internal.is_suspended is '疑为虚假调解，中止';
comment on column mediation.matter_internal.escalation_count is '激化风险报告次数';
comment on column mediation.matter_internal.follow_up_count is '回访次数';
comment on column mediation.matter_internal.correction_count is '更正次数';
create index matter_internal_risk on mediation.matter_internal (risk_level) where risk_level <> 'LOW';

insert into mediation.matter_internal
select matter_id, risk_level, is_suspended, escalation_count, follow_up_count, correction_count, agency_id, town_code, county_code, reader
from mediation.matter;

-- Likely to become a public security or criminal case, and nobody told.
create or replace view mediation.watch_a12 with (security_invoker = true) as
select m.matter_id as matter_id, m.matter_id::text as subject_key, m.received_on as since, 'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter_internal i join mediation.matter m on m.matter_id = i.matter_id cross join mediation.watch_day t
where i.risk_level = 'CRIMINAL_RISK' and i.escalation_count = 0 and not m.is_fabricated and m.received_on <= t.today;

alter table mediation.matter drop column risk_level, drop column is_suspended, drop column escalation_count,
  drop column follow_up_count, drop column correction_count;
