-- What a judgment that stands changes or annuls and what the public still reads: a page of the act sued over, or of the decision on its
-- reconsideration, wherever it was published. Known by the links of the case, or of an earlier one of the same dispute.
create view litigation.watch_b17 with (security_invoker = true) as
select st.matter_id, concat_ws('/', st.matter_id, p.kind, p.id) as subject_key, st.stands_on + 4 as since, 'RED'::text as severity,
  m.agency_id, m.town_code, m.county_code, m.reader
from litigation.stood st
  join litigation.suit s on s.matter_id = st.matter_id
  join litigation.dispute_root r on r.root_id = st.root_id
  join kernel.matter_link k on k.from_id = r.matter_id and k.kind in ('CHALLENGED_IN_COURT', 'SUED')
  join kernel.published p on p.matter_id = k.to_id and p.withdrawn_on is null and p.published_on <= st.stands_on
  join kernel.matter m on m.matter_id = k.to_id
  cross join litigation.today t
where st.until is null and t.today > st.stands_on + 3
  and exists (select from litigation.item i
    where i.matter_id = s.matter_id and i.is_effective and i.stage = case when s.second_outcome = 'CHANGED' then 'SECOND' else 'OWN' end
      and i.code in ('REVOKE', 'REVOKE_PART', 'CONFIRM_ILLEGAL', 'CONFIRM_ILLEGAL_KEEP', 'CONFIRM_VOID', 'MODIFY', 'REVOKE_RECON')
      -- Where only the reconsideration was set aside, the act itself stands.
      and (k.kind = 'SUED' or i.target = 'ORIGINAL_ACT'));
