-- One attempt to mediate a dispute, its parties, agreement and what follows. Every column is a function of the matter's acts.
create schema if not exists mediation;

create table mediation.matter (
  matter_id uuid primary key,
  matter_no text not null,
  root_id uuid not null,
  attempt_no int not null check (attempt_no >= 1),
  previous_id uuid,
  transferred_from_id uuid,
  transferred_to_agency_id text,
  merged_into_id uuid,
  state text not null,
  outcome text,
  reason text,
  source text not null,
  referral_mode text check (referral_mode in ('ENTRUSTED', 'INFORMED')),
  referrer_agency_id text,
  has_letter boolean not null,
  court_procedure text check (court_procedure in ('ORDINARY', 'SIMPLIFIED')),
  court_signed_on date,
  kind text not null,
  place text not null,
  occurred_on date,
  party_count int not null check (party_count >= 2),
  head_count int not null check (head_count >= party_count),
  side_a_count int not null,
  -- The other side where it is one party: for spotting a group dispute that was split up.
  respondent_id uuid,
  is_group boolean not null,
  amount_involved_fen bigint check (amount_involved_fen >= 0),
  risk_level text not null check (risk_level in ('LOW', 'ESCALATING', 'CRIMINAL_RISK')),
  is_labour boolean not null,
  is_land_contract boolean not null,
  is_death_or_serious_injury boolean not null,
  is_major_complex boolean not null,
  is_insured boolean not null,
  is_online boolean not null,
  is_suspended boolean not null,
  is_backfilled boolean not null,
  is_quick_oral boolean not null,
  suspected_duplicates int not null,
  is_duplicate_denied boolean not null,
  host_mediator_id text,
  mediator_ids text[] not null,
  session_count int not null,
  extension_count int not null,
  escalation_count int not null,
  follow_up_count int not null,
  has_appraisal boolean not null,
  received_on date not null,
  received_at timestamptz not null,
  accepted_on date,
  assigned_on date,
  rights_informed_on date,
  first_session_on date,
  concluded_on date,
  concluded_at timestamptz,
  remedy_notice_on date,
  feedback_on date,
  closed_on date,
  archived_on date,
  -- The last agreement, where there is one.
  agreement_form text check (agreement_form in ('WRITTEN', 'ORAL')),
  agreement_state text,
  agreement_effective_on date,
  amount_payable_fen bigint check (amount_payable_fen >= 0),
  -- When the platform came to know it: what became known after an edition waits for the next.
  registered_known_at timestamptz not null,
  accepted_known_at timestamptz,
  concluded_known_at timestamptz,
  correction_count int not null,
  is_fabricated boolean not null,
  excluded_known_at timestamptz,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check (outcome in ('SETTLED_FULL', 'SETTLED_PARTIAL', 'FAILED_NO_AGREEMENT', 'FAILED_PARTY_QUIT', 'FAILED_DEADLINE',
    'FAILED_SUPERVENING', 'ENDED_BEFORE_START', 'NOT_ACCEPTED', 'TRANSFERRED_OUT', 'MERGED')),
  check (kind in ('MARRIAGE_FAMILY', 'NEIGHBOUR', 'HOUSE_HOMESTEAD', 'CONTRACT', 'BUSINESS_OPERATION', 'DAMAGES', 'TRAFFIC', 'LABOUR',
    'MIGRANT_WAGE', 'MEDICAL', 'PROPERTY_MGMT', 'CONSUMER', 'ECOMMERCE', 'TOURISM', 'EXPROPRIATION', 'FOREST_LAND',
    'VILLAGE_AFFAIRS', 'ENVIRONMENT', 'IP', 'OTHER')),
  check (source in ('PARTY_APPLICATION', 'COMMITTEE_INITIATIVE', 'COURT_INFORMED', 'COURT_DELEGATED', 'COURT_ENTRUSTED', 'POLICE',
    'PETITION', 'PROCURATORATE', 'OTHER_STATE_ORGAN', 'CENTRE', 'HOTLINE', 'OTHER')),
  check (concluded_on is null or accepted_on is null or concluded_on >= accepted_on),
  check ((outcome is not null) = (state in ('SETTLED', 'FAILED', 'ENDED_BEFORE_START', 'NOT_ACCEPTED', 'TRANSFERRED_OUT', 'MERGED',
    'CLOSED', 'ARCHIVED'))),
  check ((outcome is not null) = (concluded_on is not null)),
  check ((accepted_on is not null) = (accepted_known_at is not null)),
  check (is_fabricated = (excluded_known_at is not null))
);
create index matter_root on mediation.matter (root_id);
create index matter_concluded on mediation.matter (concluded_on) where concluded_on is not null;
create index matter_accepted on mediation.matter (accepted_on);
create index matter_open on mediation.matter (agency_id) where outcome is null;
create index matter_agency on mediation.matter (agency_id, received_on);
create index matter_town on mediation.matter (town_code, received_on);
create index matter_county on mediation.matter (county_code, received_on);
create index matter_reader on mediation.matter using gin (reader);

create table mediation.matter_personal (
  matter_id uuid primary key,
  summary text,
  demand text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);

create table mediation.party (
  matter_id uuid not null,
  seq int not null,
  party_id uuid not null,
  side text not null check (side in ('A', 'B', 'THIRD')),
  kind text not null check (kind in ('PERSON', 'ORGANISATION', 'STATE_ORGAN')),
  name_mask text not null,
  is_minor boolean not null,
  needs_guardian boolean not null,
  has_agent boolean not null,
  is_representative boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, seq)
);
create index party_party on mediation.party (party_id);

create table mediation.party_personal (
  matter_id uuid not null,
  seq int not null,
  name text,
  id_kind text,
  id_number text,
  birth_on date,
  phone text,
  address text,
  guardian_name text,
  agent_name text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, seq)
);

create table mediation.consent (
  matter_id uuid not null,
  act_n int not null,
  party_seq int not null,
  declared_on date not null,
  result text not null check (result in ('CONSENT', 'NO_RESPONSE', 'REFUSE_EXPLICIT', 'WITHDRAW')),
  channel text not null,
  has_document boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, act_n, party_seq)
);

create table mediation.assignment (
  matter_id uuid not null,
  act_n int not null,
  mediator_id text not null,
  is_host boolean not null,
  mode text not null check (mode in ('ASSIGNED', 'CHOSEN', 'ACCEPTED')),
  conflict text not null check (conflict in ('NONE', 'INTEREST')),
  replaced_reason text,
  assigned_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, act_n, mediator_id)
);
create index assignment_mediator on mediation.assignment (mediator_id);

create table mediation.session (
  matter_id uuid not null,
  no int not null,
  held_on date not null,
  started_at timestamptz,
  mode text not null,
  attendee_count int not null,
  invited_count int not null,
  is_public boolean not null,
  has_record boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table mediation.agreement (
  matter_id uuid not null,
  no int not null,
  agreement_no text not null,
  form text not null check (form in ('WRITTEN', 'ORAL')),
  scope text not null check (scope in ('FULL', 'PARTIAL')),
  effective_on date not null,
  parties_signed_on date not null,
  mediator_signed_on date,
  sealed_on date,
  amount_payable_fen bigint check (amount_payable_fen >= 0),
  is_instant boolean not null,
  flags text[] not null,
  state text not null check (state in ('EFFECTIVE', 'PERFORMING', 'PERFORMED', 'BREACHED', 'MODIFIED', 'INVALIDATED')),
  last_due_on date,
  confirm_due_on date not null,
  is_confirm_due_provisional boolean not null,
  invalidated_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no),
  check (form = 'ORAL' or (mediator_signed_on is not null and sealed_on is not null)),
  check ((state = 'INVALIDATED') = (invalidated_on is not null))
);
create index agreement_state on mediation.agreement (state, last_due_on);

create table mediation.agreement_personal (
  matter_id uuid not null,
  no int not null,
  content text,
  -- Texts of the obligations in their order, as a JSON array.
  obligations text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table mediation.signature (
  matter_id uuid not null,
  agreement_no int not null,
  party_seq int not null,
  signed_on date not null,
  signer text not null check (signer in ('SELF', 'GUARDIAN', 'AGENT')),
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, agreement_no, party_seq)
);

create table mediation.obligation (
  matter_id uuid not null,
  agreement_no int not null,
  seq int not null,
  obligor_seq int not null,
  -- Empty where the parties named somebody outside the dispute. A committee or mediator is never one (BLOCK A13).
  obligee_seq int,
  amount_fen bigint check (amount_fen >= 0),
  due_on date not null,
  performed_on date,
  breached_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, agreement_no, seq)
);
create index obligation_due on mediation.obligation (due_on) where performed_on is null;

create table mediation.extension (
  matter_id uuid not null,
  no int not null,
  clock text not null check (clock in ('GENERAL', 'COURT', 'LABOUR', 'MEDICAL')),
  requested_on date not null,
  committee_agreed_on date not null,
  consent_count int not null,
  old_due_on date not null,
  new_due_on date not null,
  is_after_due boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no),
  check (new_due_on > old_due_on)
);

create table mediation.appraisal (
  matter_id uuid not null,
  no int not null,
  from_on date not null,
  to_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no),
  check (to_on >= from_on)
);

create table mediation.escalation (
  matter_id uuid not null,
  no int not null,
  reported_on date not null,
  discovered_at timestamptz,
  reported_at timestamptz not null,
  kind text not null check (kind in ('PUBLIC_SECURITY', 'CRIMINAL', 'GROUP', 'SUICIDE_RISK')),
  to_agency text not null,
  receipt text,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table mediation.follow_up (
  matter_id uuid not null,
  no int not null,
  agreement_no int not null,
  visited_on date not null,
  visitor_id text not null,
  performance text not null check (performance in ('FULL', 'PARTIAL', 'NONE')),
  satisfaction int check (satisfaction between 1 and 5),
  has_hidden_risk boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table mediation.correction (
  matter_id uuid not null,
  no int not null,
  ground text not null check (ground in ('ENTRY_ERROR', 'FABRICATED')),
  approved_on date not null,
  approved_by text not null,
  requested_by text not null,
  -- What stood before and what stands now; the acts keep both for good.
  field text not null,
  old_value text,
  new_value text,
  known_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no, field)
);

create table mediation.subsidy (
  matter_id uuid not null,
  no int not null,
  mediator_id text not null,
  rule text not null,
  tier text,
  amount_fen bigint not null check (amount_fen >= 0),
  payer text not null check (payer in ('GOV', 'COURT')),
  paid_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

-- Judicial confirmation: a procedure and matter of its own, by the law of the day of application.
create table mediation.confirmation (
  matter_id uuid primary key,
  dispute_id uuid not null,
  agreement_no int not null,
  law_version text not null,
  state text not null check (state in ('APPLIED', 'NOT_ACCEPTED', 'ACCEPTED', 'WITHDRAWN', 'VALID', 'DISMISSED', 'REVOKED')),
  effective_on date not null,
  apply_due_on date not null,
  applied_on date not null,
  applicant_count int not null check (applicant_count >= 2),
  court_agency_id text not null,
  court_connection text not null,
  is_labour_alternative boolean not null,
  case_no text,
  docketed_on date,
  result_on date,
  reason text,
  notified_on date,
  revoked_on date,
  enforcement_on date,
  enforcement_until date,
  place text not null,
  applied_known_at timestamptz not null,
  result_known_at timestamptz,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check (applied_on >= effective_on),
  check ((state in ('VALID', 'DISMISSED', 'REVOKED')) = (result_on is not null))
);
create index confirmation_dispute on mediation.confirmation (dispute_id, agreement_no);
