-- Reconsideration cases, their people, hearings, suspensions, decisions and opinions. Every column is a function of the matter's acts.
create schema if not exists reconsideration;

create table reconsideration.matter (
  matter_id uuid primary key,
  number text not null,
  law_version text not null check (law_version in ('RECON_2017', 'RECON_2023')),
  state text not null check (state in ('FILED', 'CORRECTING', 'ABANDONED', 'REFUSED', 'ADVISED_ELSEWHERE', 'WITHDRAWN', 'TRANSFERRED',
    'TRANSFERRED_UP', 'RELODGED', 'ACCEPTED', 'HANDLING', 'SUSPENDED', 'TERMINATED', 'MEDIATED', 'DISMISSED', 'DECIDED', 'EFFECTIVE',
    'PERFORMED', 'ARCHIVED')),
  organ_id text not null,
  organ_level text not null check (organ_level in ('CITY', 'COUNTY')),
  organ_kind text not null check (organ_kind in ('GOVERNMENT', 'DEPARTMENT')),
  -- The first respondent, to whom the case is counted.
  respondent_id text,
  needs_line_copy boolean not null,
  chain_id text not null,
  -- Alike where many apply against the same act.
  group_key text,
  succeeds uuid,
  filed_on date not null,
  filed_via text not null,
  received_on date,
  known_at timestamptz not null,
  via_agency_id text,
  forwarded_on date,
  is_crossing boolean not null,
  version_settled_on date,
  act_kind text not null,
  act_doc_no text,
  act_made_on date,
  act_known_on date,
  amount_fen bigint,
  is_recon_first boolean not null,
  is_recon_first_told boolean not null,
  is_served_online boolean not null,
  is_online_channel_given boolean not null,
  is_act_published boolean not null,
  apply_due_on date,
  timeliness text,
  -- The city's data of organs name others as competent.
  is_competence_doubted boolean not null,
  correction_issued_on date,
  correction_received_on date,
  supplied_on date,
  accepted_on date,
  acceptance_kind text check (acceptance_kind in ('EXPLICIT', 'DEEMED', 'BY_RECEIPT')),
  procedure_kind text not null check (procedure_kind in ('ORDINARY', 'SUMMARY')),
  is_complex boolean not null,
  copy_sent_on date,
  copy_received_on date,
  replied_on date,
  is_reply_late boolean not null,
  extended_on date,
  extend_days int check (extend_days between 1 and 30),
  extended_by text,
  is_stayed boolean not null,
  changed_on date,
  outcome text,
  outcome_class text check (outcome_class in ('CORRECTED', 'UPHELD', 'NOT_ON_MERITS')),
  pre_outcome text,
  closed_on date,
  closed_at timestamptz,
  decision_kind text,
  decision_on date,
  is_late_reply_upheld boolean not null,
  is_major boolean not null,
  major_filed_on date,
  is_procedural_revoke boolean not null,
  is_redo_ordered boolean not null,
  redo_on date,
  redo_result text check (redo_result in ('SAME', 'DIFFERENT')),
  perform_due_on date,
  performed_on date,
  perform_ordered_on date,
  enforced_by text,
  effective_on date,
  copied_on date,
  sued_on date,
  complained_on date,
  published_on date,
  archived_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check ((accepted_on is null) = (acceptance_kind is null)),
  check ((closed_on is null) = (outcome is null)),
  check (law_version = 'RECON_2023' or procedure_kind = 'ORDINARY')
);
create index matter_received on reconsideration.matter (received_on);
create index matter_accepted on reconsideration.matter (accepted_on) where accepted_on is not null;
create index matter_closed on reconsideration.matter (closed_on) where closed_on is not null;
create index matter_agency on reconsideration.matter (agency_id, filed_on);
create index matter_county on reconsideration.matter (county_code, filed_on);
create index matter_respondent on reconsideration.matter (respondent_id, accepted_on);
create index matter_chain on reconsideration.matter (chain_id);
create index matter_reader on reconsideration.matter using gin (reader);
create index matter_succeeds on reconsideration.matter (succeeds) where succeeds is not null;
comment on column reconsideration.matter.act_kind is '行政行为类别';
comment on column reconsideration.matter.act_doc_no is '行政行为文号';
comment on column reconsideration.matter.filed_on is '申请提出日';
comment on column reconsideration.matter.received_on is '收到日';
comment on column reconsideration.matter.apply_due_on is '申请期限末日';
comment on column reconsideration.matter.accepted_on is '受理日';
comment on column reconsideration.matter.replied_on is '答复日';
comment on column reconsideration.matter.decision_on is '决定日';
comment on column reconsideration.matter.effective_on is '生效日';
comment on column reconsideration.matter.performed_on is '履行日';

create table reconsideration.matter_personal (
  matter_id uuid primary key,
  request text,
  facts text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column reconsideration.matter_personal.request is '复议请求';
comment on column reconsideration.matter_personal.facts is '事实和理由';

create table reconsideration.party (
  matter_id uuid not null,
  side text not null check (side in ('APPLICANT', 'THIRD_PARTY')),
  seq int not null,
  party_id uuid not null,
  kind text not null check (kind in ('PERSON', 'ORGANISATION')),
  name_mask text not null,
  is_representative boolean not null,
  joined_by text,
  joined_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, side, seq)
);
create index party_party on reconsideration.party (party_id);

create table reconsideration.party_personal (
  matter_id uuid not null,
  side text not null,
  seq int not null,
  name text,
  id_kind text,
  id_number text,
  phone text,
  address text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, side, seq)
);
comment on column reconsideration.party_personal.name is '姓名（名称）';
comment on column reconsideration.party_personal.id_number is '证件号码';
comment on column reconsideration.party_personal.phone is '电话';
comment on column reconsideration.party_personal.address is '地址';

create table reconsideration.respondent (
  matter_id uuid not null,
  order_no int not null,
  respondent_id text not null,
  reason text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, order_no)
);
create index respondent_respondent on reconsideration.respondent (respondent_id);

create table reconsideration.hearing (
  matter_id uuid not null,
  no int not null,
  noticed_on date not null,
  served_on date not null,
  scheduled_on date not null,
  held_on date,
  attendee text check (attendee in ('HEAD', 'DELEGATE', 'LAWYER_ONLY', 'NONE')),
  has_reason boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table reconsideration.suspension (
  matter_id uuid not null,
  no int not null,
  ground text not null check (ground ~ '^S(0[1-9]|10)$'),
  suspended_on date not null,
  is_noticed boolean not null,
  cause_removed_on date,
  resumed_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table reconsideration.decision_personal (
  matter_id uuid primary key,
  findings text,
  reasons text,
  result text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on column reconsideration.decision_personal.findings is '查明的事实';
comment on column reconsideration.decision_personal.reasons is '理由';
comment on column reconsideration.decision_personal.result is '决定主文';

create table reconsideration.opinion (
  matter_id uuid not null,
  no int not null,
  to_agency text not null,
  issued_on date not null,
  received_on date,
  feedback_on date,
  copied_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

-- Whom a paper of a case may be served on, by the words that the form of service understands.
create view reconsideration.lookup_recipient with (security_invoker = true) as
select p.matter_id, case p.side when 'APPLICANT' then p.seq::text else 'T' || p.seq end as value, p.name_mask as label,
  case p.side when 'APPLICANT' then '申请人' else '第三人' end as hint
from reconsideration.party p
union all
select r.matter_id, r.respondent_id, a.name, '被申请人'
from reconsideration.respondent r join kernel.agency a on a.agency_id = r.respondent_id
union all
select o.matter_id, o.to_agency, a.name, '意见书接收机关'
from reconsideration.opinion o join kernel.agency a on a.agency_id = o.to_agency;

create view reconsideration.lookup_recipient_named with (security_invoker = true) as
select matter_id, case side when 'APPLICANT' then seq::text else 'T' || seq end as value, name as label,
  json_strip_nulls(json_build_object('name', name, 'address', address)) as fill
from reconsideration.party_personal where name is not null;
create index recon_party_personal_name on reconsideration.party_personal (name text_pattern_ops) where name is not null;
