-- The monthly bulletin on administrative disputes. What was frozen (rows and lines) may only be added to; everything is a function of acts.
create schema if not exists bulletin;

create table bulletin.bulletin (
  matter_id uuid primary key,
  period text not null check (period ~ '^\d{4}-\d{2}$'),
  state text not null check (state in ('COLLECTING', 'RECONCILED', 'FROZEN', 'APPROVED', 'PUBLISHED', 'CLOSED')),
  opened_on date not null,
  court_cases int not null,
  imports int not null,
  is_compared boolean not null,
  differences int not null,
  unexplained int not null,
  frozen_on date,
  as_of timestamptz,
  snapshot_hash text,
  row_count int not null,
  corrections_added int not null,
  corrections_removed int not null,
  published_on date,
  issue_no int,
  closed_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create index bulletin_period on bulletin.bulletin (period);

create table bulletin.court_line (
  matter_id uuid not null,
  no int not null,
  case_no text not null,
  event text not null check (event in ('FILED', 'CONCLUDED')),
  happened_on date not null,
  is_lost boolean not null,
  source text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table bulletin.difference (
  matter_id uuid not null,
  key text not null,
  kind text not null check (kind in ('ONLY_COURT', 'ONLY_PLATFORM', 'DATE', 'RESULT')),
  ours text not null,
  theirs text not null,
  explanation text,
  is_gone boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, key)
);

create table bulletin.frozen_row (
  matter_id uuid not null,
  no int not null,
  change text not null check (change in ('ADDED', 'REMOVED')),
  indicator text not null,
  scope_kind text not null,
  scope_id text not null,
  record_id uuid not null,
  counted_matter_id uuid,
  counted_on date not null,
  place text,
  is_vertical boolean not null,
  group_key text,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table bulletin.frozen_line (
  matter_id uuid not null,
  no int not null,
  dimension text not null check (dimension in ('CITY', 'CITY_LEVEL', 'PLACE', 'AGENCY')),
  subject text not null,
  name text not null,
  metric text not null check (metric in ('incidence', 'loss', 'appearance', 'settled')),
  span text not null check (span in ('MONTH', 'YEAR')),
  numerator int not null,
  denominator int,
  before_numerator int not null,
  before_denominator int,
  rank int,
  is_small boolean not null,
  is_vertical boolean not null,
  warning text check (warning in ('YELLOW', 'RED')),
  same_act int,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);

create table bulletin.warning (
  matter_id uuid not null,
  agency text not null,
  metric text not null,
  level text not null check (level in ('YELLOW', 'RED')),
  warned_on date,
  fed_back_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, agency, metric)
);

create table bulletin.objection (
  matter_id uuid not null,
  no int not null,
  agency text not null,
  metric text not null,
  filed_on date not null,
  decided_on date,
  result text check (result in ('UPHELD', 'CORRECTED')),
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);
