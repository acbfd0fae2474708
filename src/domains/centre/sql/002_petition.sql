-- Petitions: one row for each, its petitioners, transfers, steps and written replies. Every column is a function of the matter's acts.
create schema if not exists centre;

create table centre.petition (
  matter_id uuid primary key,
  -- Nothing of an offer that was not taken.
  number text,
  law_version text not null check (law_version in ('PETITION_2005', 'ZJ_PET_2016', 'PETITION_2022')),
  state text not null check (state in ('RECEIVED', 'TRANSFERRED', 'OBJECTED', 'NOT_ACCEPTED', 'ACCEPTED', 'OPINION_ISSUED', 'REVIEWING',
    'REVIEWED', 'RECHECKING', 'DIVERTED', 'FINAL', 'WITHDRAWN')),
  source text not null,
  source_no text,
  channel text not null,
  category text not null check (category in ('SUGGESTION', 'ACCUSATION', 'REQUEST')),
  item text check (item in ('1', '2', '3', '4', '5', '6')),
  is_litigation boolean not null,
  is_unclear boolean not null,
  head_count int not null,
  place text not null,
  kind text,
  act_on date,
  repeat_kind text,
  repeat_of uuid,
  -- Keyed hashes of person and matter: alike where somebody comes again.
  same_keys text[] not null,
  origin_agency_id text not null,
  handler_agency_id text,
  received_on date not null,
  received_known_at timestamptz not null,
  handled_on date,
  arrived_on date not null,
  transfer_count int not null,
  return_count int not null,
  notice_on date,
  accepted_on date,
  -- The limit to keep, and beside it the State's where two laws bind; granted days included.
  close_due_on date,
  close_outer_due_on date,
  extension_days int not null check (extension_days between 0 and 60),
  extended_on date,
  extension_approved_by text,
  opinion_on date,
  opinion_known_at timestamptz,
  conclusion text,
  reply_received_on date,
  appeal_due_on date,
  review_agency_id text,
  review_applied_on date,
  review_received_on date,
  review_opinion_on date,
  review_reply_received_on date,
  recheck_agency_id text,
  recheck_applied_on date,
  recheck_received_on date,
  recheck_opinion_on date,
  hearing_days int not null,
  published_on date,
  ending text check (ending in ('OPINION', 'AGREEMENT', 'NOT_ACCEPTED', 'DIVERTED', 'WITHDRAWN')),
  ended_on date,
  final_ground text check (final_ground in ('PERFORMED', 'LAPSED', 'RECHECKED')),
  final_on date,
  new_law_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check ((opinion_on is not null) = (opinion_known_at is not null)),
  check ((final_ground is not null) = (state = 'FINAL')),
  check (opinion_on is null or item = '6')
);
create index petition_received on centre.petition (received_on);
create index petition_opinion on centre.petition (opinion_on) where opinion_on is not null;
create index petition_due on centre.petition (close_due_on) where close_due_on is not null;
create index petition_same on centre.petition using gin (same_keys);
create index petition_agency on centre.petition (agency_id, received_on);
create index petition_county on centre.petition (county_code, received_on);
create index petition_reader on centre.petition using gin (reader);

create table centre.petition_personal (
  matter_id uuid primary key,
  respondent text,
  summary text,
  demand text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);

create table centre.petition_party (
  matter_id uuid not null,
  seq int not null,
  party_id uuid not null,
  kind text not null check (kind in ('PERSON', 'ORGANISATION')),
  name_mask text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, seq)
);
create index petition_party_party on centre.petition_party (party_id);

create table centre.petition_party_personal (
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

create table centre.petition_transfer (
  matter_id uuid not null,
  no int not null,
  kind text not null check (kind in ('TRANSFER', 'ASSIGN')),
  to_agency_id text not null,
  arrived_on date not null,
  feedback_due_on date,
  objected_on date,
  returned text check (returned in ('AGREED', 'REFUSED')),
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no),
  check ((kind = 'ASSIGN') = (feedback_due_on is not null))
);

create table centre.petition_step (
  matter_id uuid not null,
  act_n int not null,
  kind text not null check (kind in ('HEARD', 'INVESTIGATED', 'HEARING', 'MEDIATION', 'EXTENSION', 'REPORT')),
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  officer_id text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, act_n)
);

create table centre.petition_handoff (
  matter_id uuid not null,
  act_n int not null,
  path text not null,
  target_agency_id text,
  target_name text,
  handed_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, act_n)
);

-- A written reply: the opinion or the agreement in its place, the review, the recheck.
create table centre.petition_reply (
  matter_id uuid not null,
  stage text not null check (stage in ('OPINION', 'AGREEMENT', 'REVIEW', 'RECHECK')),
  number text,
  issued_on date not null,
  conclusion text not null,
  issuer_id text not null,
  received_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, stage)
);

create table centre.petition_reply_personal (
  matter_id uuid not null,
  stage text not null,
  demand text,
  findings text,
  opinion text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, stage)
);
