-- One of several petitioners takes back his own part: the matter goes on for the others.
alter table centre.petitioner add column withdrawn_on date;
alter table centre.petition_party add column withdrawn_on date;

-- A petition names the earlier ones of the same persons on the same affair: the keys alone tell only that the same person came.
alter table centre.petition add column alike text[] not null default '{}';

create or replace view centre.petitions_repeated with (security_invoker = true) as
select p.matter_id as record_id, p.matter_id, s.scope_kind, s.scope_id, p.county as place, p.opinion_on as counted_on, null::date as until,
  greatest(p.opinion_known_at, r.known_at) as known_at, 1::numeric as amount, p.agency_id, p.town_code, p.county_code, p.reader
from centre.counted_petition p cross join centre.petition_scope s
  cross join lateral (
    select min(q.received_known_at) as known_at from centre.petition q
    where q.same_keys && p.same_keys and p.matter_id::text = any (q.alike) and q.number is not null
      and q.received_on > p.opinion_on and q.received_on <= p.opinion_on + 30
  ) r
where p.opinion_on is not null and r.known_at is not null;
