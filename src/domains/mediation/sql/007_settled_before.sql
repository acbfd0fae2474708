-- A dispute registered anew after the same parties had settled it: how often, and whether whoever accepted it has said why.
alter table mediation.matter add column settled_before int not null default 0,
  add column is_settled_before_explained boolean not null default false;
comment on column mediation.matter.settled_before is '此前已达成协议的件数';
comment on column mediation.matter.is_settled_before_explained is '已写明再次受理的理由';

-- Two open attempts of one dispute, one registered anew after it was settled, or a suspected duplicate nobody has looked at.
create or replace view mediation.watch_a15 with (security_invoker = true) as
select m.matter_id as matter_id, m.matter_id::text as subject_key, m.received_on as since, 'RED' as severity, m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m cross join mediation.watch_day t
where m.outcome is null and not m.is_fabricated and m.received_on <= t.today and m.attempt_no > 1
  and exists (select from mediation.matter o where o.root_id = m.root_id and o.matter_id <> m.matter_id and not o.is_fabricated
    and (o.outcome is null or o.outcome in ('SETTLED_FULL', 'SETTLED_PARTIAL')))
union all
select m.matter_id, m.matter_id::text, m.received_on, 'RED', m.agency_id, m.town_code, m.county_code, m.reader
from mediation.matter m cross join mediation.watch_day t
where m.outcome is null and not m.is_fabricated and m.attempt_no = 1 and m.received_on <= t.today
  and ((m.suspected_duplicates > 0 and not m.is_duplicate_denied) or (m.settled_before > 0 and not m.is_settled_before_explained));
