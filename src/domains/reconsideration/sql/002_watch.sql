-- What supervision finds of reconsideration cases: one row a violation, as of the setting fadu.today. All are security_invoker.

create view reconsideration.day with (security_invoker = true) as
select (select nullif(current_setting('fadu.today', true), '')::date) as today;

-- Limits of cases that are past their last day and may be judged: still running, or met too late.
create view reconsideration.past_limit with (security_invoker = true) as
select l.*, d.today from kernel.matter_limit l cross join reconsideration.day d
where l.procedure = 'reconsideration.case' and not l.is_provisional and l.due < d.today and (l.state = 'running' or l.met_on > l.due);

create view reconsideration.watch_a01 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.accepted_on + 1 as since, 'YELLOW' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c cross join reconsideration.day d
where c.acceptance_kind = 'DEEMED' and c.accepted_on < d.today
union all
select l.matter_id, l.matter_id::text, l.due + 1, 'YELLOW', l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l where l.limit_id = 'review' and l.state = 'running' and not l.is_right;

create view reconsideration.watch_a03 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, l.due + 1 as since, 'RED' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c join kernel.matter_limit l on l.matter_id = c.matter_id and l.limit_id = 'correctionNotice'
where c.correction_issued_on > l.due and not l.is_provisional;

create view reconsideration.watch_a08 with (security_invoker = true) as
select h.matter_id, h.matter_id || '/' || h.no as subject_key, h.held_on as since, 'RED' as severity, h.agency_id, h.town_code, h.county_code, h.reader
from reconsideration.hearing h join reconsideration.matter c on c.matter_id = h.matter_id
where c.law_version = 'RECON_2023' and h.held_on is not null
  and (h.attendee in ('LAWYER_ONLY', 'NONE') or (h.attendee = 'DELEGATE' and not h.has_reason));

create view reconsideration.watch_a09 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l where l.limit_id in ('serveCopy', 'reply');

-- Ten days before the last day as counted, not as rolled.
create view reconsideration.watch_a11 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due_raw - 10 as since, 'YELLOW' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from kernel.matter_limit l cross join reconsideration.day d
where l.procedure = 'reconsideration.case' and l.limit_id = 'decide' and l.state = 'running' and l.due_raw - 10 <= d.today and l.due >= d.today;

create view reconsideration.watch_a12 with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l join reconsideration.matter c on c.matter_id = l.matter_id
where l.limit_id = 'decide' and l.state = 'running' and c.state in ('ACCEPTED', 'HANDLING', 'MEDIATED');

create view reconsideration.watch_a14 with (security_invoker = true) as
select s.matter_id, s.matter_id || '/' || s.no || '/notice' as subject_key, s.suspended_on as since, 'RED' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from reconsideration.suspension s where not s.is_noticed
union all
select l.matter_id, l.matter_id || '/resume', l.due + 1, 'RED', l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l where l.limit_id = 'resume';

-- The same act again: allowed since 2024 where it was revoked for its procedure alone; under the law of 2017 a person judges that.
create view reconsideration.watch_a17 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.redo_on as since, case when c.is_procedural_revoke then 'YELLOW' else 'RED' end as severity,
  c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c where c.redo_result = 'SAME' and not (c.is_procedural_revoke and c.law_version = 'RECON_2023');

create view reconsideration.watch_a21 with (security_invoker = true) as
select c.matter_id, c.matter_id || '/decision' as subject_key, c.effective_on + 1 as since, 'RED' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c cross join reconsideration.day d
where c.law_version = 'RECON_2023' and c.needs_line_copy and c.decision_kind is not null and c.effective_on < d.today
  and (c.copied_on is null or c.copied_on > c.effective_on)
union all
select o.matter_id, o.matter_id || '/opinion/' || o.no, o.issued_on + 1, 'RED', o.agency_id, o.town_code, o.county_code, o.reader
from reconsideration.opinion o join reconsideration.matter c on c.matter_id = o.matter_id cross join reconsideration.day d
where c.law_version = 'RECON_2023' and c.needs_line_copy and o.to_agency = c.respondent_id and o.issued_on < d.today
  and (o.copied_on is null or o.copied_on > o.issued_on);

create view reconsideration.watch_a22 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.subject as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l where l.limit_id = 'opinion';

-- Thirty days after the last day for performing nobody has ordered it.
create view reconsideration.watch_a23 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id as subject_key, l.due + 31 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l join reconsideration.matter c on c.matter_id = l.matter_id
where l.limit_id in ('perform', 'performMediation', 'redo') and l.state = 'running' and l.due + 30 < l.today and c.perform_ordered_on is null;

create view reconsideration.watch_a24 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.filed_on as since, 'RED' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c where c.is_recon_first and not c.is_recon_first_told and c.act_made_on >= date '2024-01-01';

create view reconsideration.watch_a29 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.decision_on as since, 'RED' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c where c.is_late_reply_upheld;

create view reconsideration.watch_a30 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.subject as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l where l.limit_id = 'superiorOrder';

create view reconsideration.watch_a31 with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.filed_on as since, 'YELLOW' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c where c.law_version = 'RECON_2023' and c.is_served_online and not c.is_online_channel_given;

-- What was forwarded too late, or not at all although the applicant has not withdrawn.
create view reconsideration.watch_a34 with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id as subject_key, l.due + 1 as since, 'RED' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l join reconsideration.matter c on c.matter_id = l.matter_id
where (l.limit_id = 'forward' and c.state <> 'WITHDRAWN') or (l.limit_id = 'countyTransfer' and c.state = 'TRANSFERRED');

create view reconsideration.watch_version with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.received_on as since, 'YELLOW' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c
where c.is_crossing and c.version_settled_on is null and c.state in ('FILED', 'CORRECTING', 'ACCEPTED', 'HANDLING', 'SUSPENDED');

-- Changed to the new law, and nobody has lodged it again.
create view reconsideration.watch_relodge with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.version_settled_on + 1 as since, 'RED' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c cross join reconsideration.day d
where c.state = 'RELODGED' and c.version_settled_on < d.today
  and not exists (select from reconsideration.matter s where s.succeeds = c.matter_id);

create view reconsideration.watch_timeliness with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.filed_on as since, 'YELLOW' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c where c.timeliness is not null and c.state in ('FILED', 'CORRECTING', 'ACCEPTED');

create view reconsideration.watch_competence with (security_invoker = true) as
select c.matter_id, c.matter_id::text as subject_key, c.filed_on as since, 'YELLOW' as severity, c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c where c.is_competence_doubted and c.state in ('FILED', 'CORRECTING', 'ACCEPTED');

create view reconsideration.watch_service with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.subject as subject_key, l.due + 1 as since, 'YELLOW' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l where l.limit_id = 'service' and l.state = 'running';

create view reconsideration.watch_publish with (security_invoker = true) as
select l.matter_id, l.matter_id::text as subject_key, l.due + 1 as since, 'YELLOW' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l where l.limit_id = 'publish';

create view reconsideration.watch_point with (security_invoker = true) as
select l.matter_id, l.matter_id || '/' || l.limit_id as subject_key, l.due + 1 as since, 'YELLOW' as severity, l.agency_id, l.town_code, l.county_code, l.reader
from reconsideration.past_limit l where l.limit_id in ('pointForward', 'arrival', 'negotiate', 'designate') and l.state = 'running';

-- Suspended for more than ninety days: somebody asks whether the cause still stands (settings.ts).
create view reconsideration.watch_suspended with (security_invoker = true) as
select s.matter_id, s.matter_id || '/' || s.no as subject_key, s.suspended_on + 91 as since, 'YELLOW' as severity, s.agency_id, s.town_code, s.county_code, s.reader
from reconsideration.suspension s join reconsideration.matter c on c.matter_id = s.matter_id cross join reconsideration.day d
where c.state = 'SUSPENDED' and s.resumed_on is null and s.suspended_on + 90 < d.today;
