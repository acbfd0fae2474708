-- What forms offer to choose from, and the names by which a search finds a matter.
create view mediation.lookup_party with (security_invoker = true) as
select matter_id, seq::text as value, name_mask as label, case side when 'A' then '申请方' when 'B' then '对方' else '第三人' end as hint
from mediation.party;

create view mediation.lookup_party_named with (security_invoker = true) as
select matter_id, seq::text as value, name as label, json_strip_nulls(json_build_object('name', name, 'idNumber', id_number, 'birthOn',
  birth_on, 'phone', phone, 'address', address, 'guardianName', guardian_name, 'agentName', agent_name)) as fill
from mediation.party_personal where name is not null;

create view mediation.lookup_mediator with (security_invoker = true) as
select agency_id, party_id::text as value, name as label,
  concat_ws('，', case role when 'HEAD' then '主任' when 'DEPUTY' then '副主任' when 'MEMBER' then '委员' else '聘任调解员' end,
    case work_mode when 'FULL_TIME' then '专职' else '兼职' end, nullif(array_to_string(specialties, '、'), '')) as hint
from mediation.seat cross join (select nullif(current_setting('fadu.today', true), '')::date as today) t
where start_on <= t.today and (end_on is null or t.today < end_on);

create view mediation.lookup_filing with (security_invoker = true) as
select matter_id, filing_id::text as value,
  case event when 'ESTABLISH' then '设立' when 'CHANGE' then '变更' when 'DISSOLVE' then '撤销' when 'ROOM_ESTABLISH' then '设立工作室'
    when 'ROOM_CHANGE' then '变更工作室' when 'ROOM_DISSOLVE' then '撤销工作室' when 'APPOINT' then '任职' when 'HIRE' then '聘任'
    when 'REMOVE' then '罢免' else '解聘' end as label,
  to_char(event_on, 'FMYYYY年FMMM月FMDD日') || case state when 'PENDING' then '，待备案' when 'SUBMITTED' then '，已报送' when 'RETURNED'
    then '，已退回补正' else '，已备案' end as hint
from mediation.filing;

create view mediation.lookup_room with (security_invoker = true) as
select matter_id, room_id::text as value, name as label, address as hint from mediation.room where closed_on is null;

create index party_personal_name on mediation.party_personal (name text_pattern_ops) where name is not null;
