-- Each respondent has its own copy, reply and days for it.
alter table reconsideration.respondent add column copy_received_on date;
alter table reconsideration.respondent add column replied_on date;
alter table reconsideration.respondent add column is_reply_late boolean not null default false;
comment on column reconsideration.respondent.copy_received_on is '收到副本日';
comment on column reconsideration.respondent.replied_on is '答复日';
comment on column reconsideration.respondent.is_reply_late is '逾期答复';

create or replace view reconsideration.watch_a09 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id || case l.subject when '' then '' else '/' || l.subject end as subject_key,
  l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l where l.limit_id in ('serveCopy', 'reply');
