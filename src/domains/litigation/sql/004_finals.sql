-- What stands for good, once for each dispute and year. A retrial puts its own judgment in the place of the earlier one from the day on
-- which it takes effect: a year that had ended by then keeps what stood at its end, within one year only the last counts. The rates of
-- first instance never change by it.
create index on litigation.suit (parent_id) where parent_id is not null;

-- Every case with the one in which its dispute first came before a court, as far as the platform knows.
create view litigation.dispute_root with (security_invoker = true) as
with recursive down (matter_id, root_id) as (
  select s.matter_id, s.matter_id from litigation.suit s
  where s.parent_id is null or not exists (select from litigation.suit p where p.matter_id = s.parent_id)
  union
  select s.matter_id, d.root_id from litigation.suit s join down d on s.parent_id = d.matter_id
)
select matter_id, root_id from down;

-- Judgments and rulings that took effect. An appeal's stands at the case appealed from; a retrial tried by the rules of second instance
-- that dismisses the suit or ends in a settlement has nothing after it.
create view litigation.standing with (security_invoker = true) as
select s.matter_id, r.root_id, s.docketed_on, s.result is not distinct from 'MEDIATED' as is_mediated, e.stands_on,
  coalesce(s.effective_at, s.concluded_at) as known_at
from litigation.suit s join litigation.dispute_root r on r.matter_id = s.matter_id cross join litigation.edition k
  cross join lateral (select coalesce(s.effective_on, case
    when s.instance = 'RETRIAL' and (s.result = 'MEDIATED' or s.is_by_second and s.result = 'DISMISS_SUIT') then s.concluded_on end) as stands_on) e
where e.stands_on is not null and (s.superseded_at is null or s.superseded_at > k.known_at)
  and (s.instance in ('FIRST', 'RETRIAL') or s.instance = 'SECOND' and s.parent_id is null);

-- Until when it stood: the next of the same dispute, among those known.
create view litigation.stood with (security_invoker = true) as
select st.*, lead(st.stands_on) over (partition by st.root_id order by st.stands_on, st.docketed_on, st.matter_id) as until
from litigation.standing st join litigation.edition k on st.known_at <= k.known_at;

create or replace view litigation.finals with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, st.stands_on as counted_on, st.until,
  st.known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s join litigation.stood st on st.matter_id = s.matter_id
where not st.is_mediated;

create or replace view litigation.finals_lost with (security_invoker = true) as
select s.matter_id as record_id, s.matter_id, s.scope_kind, s.scope_id, s.county_code as place, st.stands_on as counted_on, st.until,
  st.known_at, 1::numeric as amount, s.agency_id, s.is_vertical, s.chain_id, s.group_key, s.town_code, s.county_code, s.reader
from litigation.counted_suit s join litigation.stood st on st.matter_id = s.matter_id
where not st.is_mediated and s.is_finally_lost;
