-- Centres and the matters they register. Every column is a function of the matter's acts.
create schema if not exists centre;

create table centre.centre (
  matter_id uuid primary key,
  centre_id text not null,
  name text not null,
  level text not null check (level in ('COUNTY', 'TOWN', 'VILLAGE_STATION', 'CITY')),
  place text not null,
  zone_code text,
  parent_id text,
  address text not null,
  hours text not null,
  phone text not null,
  functions text[] not null,
  opened_on date not null,
  closed_on date,
  known_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check (closed_on is null or closed_on >= opened_on)
);
create index centre_level on centre.centre (level, opened_on);

create table centre.resident_unit (
  matter_id uuid not null,
  unit_id text not null,
  unit_name text not null,
  mode text not null check (mode in ('STATIONED', 'ROTATING', 'ON_CALL')),
  schedule text,
  from_on date not null,
  to_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, unit_id, from_on)
);

create table centre.matter (
  matter_id uuid primary key,
  matter_no text not null,
  state text not null,
  primary_channel text not null,
  channels text[] not null,
  received_on date not null,
  received_at timestamptz not null,
  registered_known_at timestamptz not null,
  subject_kind text,
  path text,
  proposed_path text,
  level text check (level in ('VILLAGE', 'TOWN', 'COUNTY', 'CITY')),
  place text not null,
  kind text,
  act_on date,
  head_count int not null check (head_count >= 1),
  visit_count int not null,
  is_group boolean not null,
  is_sealed boolean not null,
  accused_agency_id text,
  urgent_since timestamptz,
  urgent_reported_at timestamptz,
  triaged_on date,
  admin_act_known_on date,
  remedy_due_on date,
  remedy_notified_on date,
  court_signed_on date,
  court_result text check (court_result in ('AGREED', 'RETURNED')),
  court_result_on date,
  lead_agency_id text,
  return_count int not null,
  conference_count int not null,
  escalation_count int not null,
  is_mediated boolean not null,
  result_kind text,
  result_on date,
  replied_on date,
  visit_back_count int not null,
  dissatisfied_count int not null,
  reopened_count int not null,
  proposed_repeat text check (proposed_repeat in ('DUP_PENDING', 'DUP_FINAL', 'NEW_FACT', 'UNSATISFIED')),
  repeat_kind text check (repeat_kind in ('DUP_PENDING', 'DUP_FINAL', 'NEW_FACT', 'UNSATISFIED')),
  repeat_of uuid,
  merged_into uuid,
  is_final boolean not null,
  close_code text check (close_code in ('RESOLVED_AGREEMENT', 'RESOLVED_REPLY', 'SUPPORTED_EXECUTED', 'NOT_SUPPORTED_EXPLAINED',
    'GUIDED_TO_PROCEDURE', 'WITHDRAWN', 'PETITION_FINAL', 'DUPLICATE', 'UNREACHABLE', 'TRANSFERRED_OUTSIDE_CITY')),
  closed_on date,
  closed_known_at timestamptz,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check ((state = 'CLOSED') = (close_code is not null)),
  check ((close_code is not null) = (closed_on is not null)),
  check ((state = 'MERGED') = (merged_into is not null))
);
create index matter_received on centre.matter (received_on);
create index matter_closed on centre.matter (closed_on) where closed_on is not null;
create index matter_open on centre.matter (agency_id) where closed_on is null;
create index matter_agency on centre.matter (agency_id, received_on);
create index matter_town on centre.matter (town_code, received_on);
create index matter_county on centre.matter (county_code, received_on);
create index matter_reader on centre.matter using gin (reader);

create table centre.matter_personal (
  matter_id uuid primary key,
  summary text,
  demand text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);

create table centre.petitioner (
  matter_id uuid not null,
  seq int not null,
  party_id uuid not null,
  name_mask text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, seq)
);
create index petitioner_party on centre.petitioner (party_id);

create table centre.petitioner_personal (
  matter_id uuid not null,
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
  primary key (matter_id, seq)
);

create table centre.counterparty_personal (
  matter_id uuid not null,
  seq int not null,
  name text,
  respondent_agency_id text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, seq)
);

-- One reception at the window: what is counted as a visit, apart from the matters.
create table centre.visit (
  matter_id uuid not null,
  seq int not null,
  visited_on date not null,
  head_count int not null check (head_count >= 1),
  representatives int not null,
  turned_away int not null,
  is_over_provincial boolean not null,
  known_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, seq)
);

create table centre.handoff (
  matter_id uuid not null,
  no int not null,
  path text not null,
  is_parallel boolean not null,
  target_agency_id text,
  target_name text not null,
  offer_id uuid,
  handed_on date not null,
  state text not null check (state in ('OFFERED', 'TAKEN', 'REFUSED', 'ENDED', 'WITHDRAWN')),
  outcome text,
  outcome_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table centre.dispatch (
  matter_id uuid not null,
  no int not null,
  round int not null,
  from_unit text not null,
  to_unit text not null,
  kind text not null check (kind in ('LEAD', 'ASSIST')),
  level text not null,
  dispatched_on date not null,
  received_on date,
  handler_ids text[] not null,
  returned_on date,
  proper_unit text,
  return_decision text check (return_decision in ('AGREED', 'REJECTED')),
  result_on date,
  known_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);
create index dispatch_unit on centre.dispatch (to_unit, dispatched_on);

create table centre.conference (
  matter_id uuid not null,
  no int not null,
  convened_by text not null,
  held_on date not null,
  units text[] not null,
  lead_unit text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table centre.result (
  matter_id uuid not null,
  no int not null,
  kind text not null check (kind in ('AGREEMENT', 'OPINION', 'ADJUDICATION', 'REPLY')),
  issuer_id text not null,
  -- The procedure of this platform whose matter made the document, and that matter's number; empty for papers of elsewhere.
  system text,
  document_no text not null,
  document_on date not null,
  is_effective boolean not null,
  submitted_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table centre.reply (
  matter_id uuid not null,
  act_n int not null,
  kind text not null check (kind in ('ON_SITE', 'OUTCOME', 'REPEAT_NOTICE', 'UNIT')),
  channel text not null,
  is_written boolean not null,
  has_review_notice boolean not null,
  replied_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, act_n)
);

create table centre.reply_personal (
  matter_id uuid not null,
  act_n int not null,
  content text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, act_n)
);

create table centre.visit_back (
  matter_id uuid not null,
  no int not null,
  visited_on date not null,
  visitor_id text not null,
  is_reached boolean not null,
  satisfaction int check (satisfaction between 1 and 5),
  is_resolved boolean,
  known_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no),
  check (is_reached = (satisfaction is not null))
);

create table centre.escalation (
  matter_id uuid not null,
  no int not null,
  from_level text not null,
  to_level text not null,
  trigger text not null,
  escalated_on date not null,
  known_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);
