-- Counting reconsideration: one row for one case, never a sum. Rows carry the respondent, the handling organ, the chain of the dispute
-- and the group of one act, by which a bulletin reads them. 市本级 is what organs of the city's level handle.

create view reconsideration.counted with (security_invoker = true) as
select c.matter_id as record_id, c.matter_id, 'city'::text as scope_kind,
  coalesce((select p.code from kernel.place p where p.level = 'city' order by p.code limit 1), 'city') as scope_id,
  coalesce(a.county_code, c.county_code) as place, 1::numeric as amount, c.known_at as filed_known_at, c.closed_at, c.received_on, c.accepted_on, c.closed_on,
  c.outcome, c.outcome_class, c.organ_level, c.organ_id, c.respondent_id, c.chain_id, c.group_key, c.law_version, c.act_kind, c.state,
  c.agency_id, c.town_code, c.county_code, c.reader
from reconsideration.matter c left join kernel.agency a on a.agency_id = c.respondent_id
-- A case that went on under the new law is counted there.
where not exists (select from reconsideration.matter s where s.succeeds = c.matter_id) and c.state <> 'RELODGED';

create view reconsideration.recon_applications with (security_invoker = true) as
select record_id, matter_id, scope_kind, scope_id, place, received_on as counted_on, null::date as until, filed_known_at as known_at, amount,
  organ_id, respondent_id, chain_id, group_key, agency_id, town_code, county_code, reader
from reconsideration.counted where received_on is not null;

create view reconsideration.recon_accepted with (security_invoker = true) as
select record_id, matter_id, scope_kind, scope_id, place, accepted_on as counted_on, null::date as until, filed_known_at as known_at, amount,
  organ_id, respondent_id, chain_id, group_key, agency_id, town_code, county_code, reader
from reconsideration.counted where accepted_on is not null;

create view reconsideration.recon_concluded with (security_invoker = true) as
select record_id, matter_id, scope_kind, scope_id, place, closed_on as counted_on, null::date as until, closed_at as known_at, amount,
  organ_id, organ_level, respondent_id, chain_id, group_key, outcome, outcome_class, agency_id, town_code, county_code, reader
from reconsideration.counted where accepted_on is not null and closed_on is not null;

create view reconsideration.recon_settled with (security_invoker = true) as
select * from reconsideration.recon_concluded
where outcome in ('MEDIATED', 'TERMINATED:SETTLED_WITHDRAWN', 'TERMINATED:WITHDRAWN_AFTER_CORRECTION', 'TERMINATED:WITHDRAWN_OTHER');
create view reconsideration.recon_settled_strict with (security_invoker = true) as
select * from reconsideration.recon_settled where outcome <> 'TERMINATED:WITHDRAWN_OTHER';
create view reconsideration.recon_concluded_city_level with (security_invoker = true) as
select * from reconsideration.recon_concluded where organ_level = 'CITY';
create view reconsideration.recon_settled_city_level with (security_invoker = true) as
select * from reconsideration.recon_settled where organ_level = 'CITY';
create view reconsideration.recon_corrected with (security_invoker = true) as
select * from reconsideration.recon_concluded where outcome_class = 'CORRECTED';
create view reconsideration.recon_judged with (security_invoker = true) as
select * from reconsideration.recon_concluded where outcome not like 'TERMINATED:%';
create view reconsideration.recon_ontime with (security_invoker = true) as
select j.* from reconsideration.recon_judged j
where not exists (select from kernel.matter_limit l where l.matter_id = j.matter_id and l.limit_id = 'decide' and not l.is_provisional and j.counted_on > l.due);
