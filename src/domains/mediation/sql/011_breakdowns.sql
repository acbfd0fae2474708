-- The figures by kind of dispute and by type of committee; by county every figure is already, through the place of its rows.
alter table mediation.convention drop constraint convention_value_check, add constraint convention_value_check check (value >= 0);
insert into mediation.convention (id, value, note) values
  ('court_entrusted_counts', 0, '立案后委托的是否计入调处数：0不计（默认，与司法统计不重复），1计入');

-- The ministry's statistical form has kinds of its own, which a city enters year by year once it has the form; the platform's list is none.
create table mediation.kind_mapping (
  platform_kind text not null,
  report_year int not null,
  ministry_code text not null,
  ministry_label text not null,
  primary key (platform_kind, report_year)
);
comment on table mediation.kind_mapping is 'kinds of the ministry''s form of a year; reference data without a policy, empty until the form is known';

-- Those that count as a dispute mediated, as before; whether what a court entrusted after docketing counts is the city's to say.
create or replace view mediation.counted_attempt with (security_invoker = true) as
select a.*, case when a.outcome like 'FAILED%' then n.concluded_on end as superseded_on
from mediation.concluded_attempt a
  left join (
    select b.root_id, b.attempt_no, min(x.concluded_on) as concluded_on
    from mediation.concluded_attempt x
      join mediation.matter b on b.root_id = x.root_id and b.attempt_no < x.attempt_no
    where x.attempt_no > 1 and (x.source <> 'COURT_ENTRUSTED' or (select v.value = 1 from mediation.convention v where v.id = 'court_entrusted_counts'))
    group by b.root_id, b.attempt_no
  ) n on n.root_id = a.root_id and n.attempt_no = a.attempt_no
where a.source <> 'COURT_ENTRUSTED' or (select v.value = 1 from mediation.convention v where v.id = 'court_entrusted_counts');

create view mediation.court_entrusted_settled with (security_invoker = true) as
select v.* from mediation.court_entrusted v join mediation.matter m on m.matter_id = v.matter_id where m.outcome = 'SETTLED_FULL';

-- Each part is the whole with one condition, so that the parts add up to it.
do $$
declare
  kind text;
  whole text;
begin
  foreach whole in array array['disputes_mediated', 'disputes_settled'] loop
    foreach kind in array array['MARRIAGE_FAMILY', 'NEIGHBOUR', 'HOUSE_HOMESTEAD', 'CONTRACT', 'BUSINESS_OPERATION', 'DAMAGES', 'TRAFFIC', 'LABOUR',
      'MIGRANT_WAGE', 'MEDICAL', 'PROPERTY_MGMT', 'CONSUMER', 'ECOMMERCE', 'TOURISM', 'EXPROPRIATION', 'FOREST_LAND', 'VILLAGE_AFFAIRS',
      'ENVIRONMENT', 'IP', 'OTHER'] loop
      execute format('create view mediation.%I with (security_invoker = true) as select v.* from mediation.%I v
        join mediation.matter m on m.matter_id = v.matter_id where m.kind = %L', whole || '_of_' || lower(kind), whole, kind);
    end loop;
    foreach kind in array array['VILLAGE', 'RESIDENT', 'TOWNSHIP', 'SUBDISTRICT', 'ENTERPRISE', 'INSTITUTION', 'REGIONAL',
      'INDUSTRY_PROFESSIONAL', 'OTHER_ORG'] loop
      execute format('create view mediation.%I with (security_invoker = true) as select v.* from mediation.%I v
        join mediation.committee c on c.committee_id = v.agency_id where c.kind = %L', whole || '_by_' || lower(kind), whole, kind);
    end loop;
  end loop;
  foreach kind in array array['VILLAGE', 'RESIDENT', 'TOWNSHIP', 'SUBDISTRICT', 'ENTERPRISE', 'INSTITUTION', 'REGIONAL',
    'INDUSTRY_PROFESSIONAL', 'OTHER_ORG'] loop
    execute format('create view mediation.%I with (security_invoker = true) as select v.* from mediation.mediation_committees v
      join mediation.committee c on c.matter_id = v.matter_id where c.kind = %L', 'mediation_committees_by_' || lower(kind), kind);
  end loop;
end $$;

-- The disputes mediated in the ministry's kinds of their year; a kind that nobody has mapped is shown by its absence of a code.
create view mediation.disputes_by_ministry_kind with (security_invoker = true) as
select v.*, k.ministry_code, k.ministry_label
from mediation.disputes_mediated v join mediation.matter m on m.matter_id = v.matter_id
  left join mediation.kind_mapping k on k.platform_kind = m.kind and k.report_year = extract(year from v.counted_on)::int;

create view mediation.disputes_unmapped with (security_invoker = true) as
select record_id, matter_id, scope_kind, scope_id, place, counted_on, until, known_at, amount, agency_id, town_code, county_code, reader
from mediation.disputes_by_ministry_kind where ministry_code is null;
