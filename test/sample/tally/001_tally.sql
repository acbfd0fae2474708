create schema tally;
create view tally.filed with (security_invoker = true) as
  select f.matter_id as record_id, f.matter_id, 'city'::text as scope_kind, 'city'::text as scope_id, f.county_code as place, f.filed_on as counted_on,
    null::date as until, null::timestamptz as known_at, 1::numeric as amount, f.topic, f.agency_id, f.town_code, f.county_code, f.reader
  from sample.filing f;
create view tally.decided with (security_invoker = true) as
  select md5('decided/' || f.matter_id)::uuid as record_id, f.matter_id, 'city'::text as scope_kind, 'city'::text as scope_id, f.county_code as place, f.decided_on as counted_on,
    null::date as until, null::timestamptz as known_at, 1::numeric as amount, f.topic, f.agency_id, f.town_code, f.county_code, f.reader
  from sample.filing f where f.decided_on is not null;
