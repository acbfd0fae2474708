-- Whom a paper can be served on: petitioners by their number, organs by their id; and the names by which a search finds a matter.
create view centre.lookup_recipient with (security_invoker = true) as
select matter_id, seq::text as value, name_mask as label, '来访人' as hint from centre.petitioner
union all
select distinct d.matter_id, d.to_unit, a.name, '承办单位' from centre.dispatch d join kernel.agency a on a.agency_id = d.to_unit;

create view centre.lookup_recipient_named with (security_invoker = true) as
select matter_id, seq::text as value, name as label, json_strip_nulls(json_build_object('name', name, 'address', address)) as fill
from centre.petitioner_personal where name is not null;

create view centre.lookup_petition_recipient with (security_invoker = true) as
select matter_id, seq::text as value, name_mask as label, '信访人' as hint from centre.petition_party
union all
select distinct t.matter_id, t.to_agency_id, a.name, '转送、交办的机关' from centre.petition_transfer t join kernel.agency a on a.agency_id = t.to_agency_id;

create view centre.lookup_petition_recipient_named with (security_invoker = true) as
select matter_id, seq::text as value, name as label, json_strip_nulls(json_build_object('name', name, 'address', address)) as fill
from centre.petition_party_personal where name is not null;

create index petitioner_personal_name on centre.petitioner_personal (name text_pattern_ops) where name is not null;
create index petition_party_personal_name on centre.petition_party_personal (name text_pattern_ops) where name is not null;
