-- Counts that others watch: settled by a mere withdrawal, and refusals of an application that the superior organ ordered to be taken back.
alter table reconsideration.matter add column intake_ordered_on date;
comment on column reconsideration.matter.intake_ordered_on is '被责令受理之日';

create view reconsideration.recon_withdrawn_other with (security_invoker = true) as
select * from reconsideration.recon_settled where outcome = 'TERMINATED:WITHDRAWN_OTHER';

create view reconsideration.recon_intake_ordered with (security_invoker = true) as
select c.record_id, c.matter_id, s.scope_kind, case s.scope_kind when 'agency' then c.organ_id else c.scope_id end as scope_id, c.place,
  m.intake_ordered_on as counted_on, null::date as until,
  greatest(c.filed_known_at, m.intake_ordered_on::timestamp at time zone 'Asia/Shanghai') as known_at, c.amount,
  c.organ_id, c.respondent_id, c.chain_id, c.group_key, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.counted c join reconsideration.matter m on m.matter_id = c.matter_id
  cross join (values ('city'), ('agency')) s(scope_kind)
where m.intake_ordered_on is not null;
