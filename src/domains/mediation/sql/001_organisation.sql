-- Committees, their terms, filings and rooms, and the mediators who sit on them. Every column is a function of the matter's acts;
-- what identifies a person stands in seat_personal alone. The columns agency_id, town_code, county_code and reader are the row's scope.
create schema if not exists mediation;

create table mediation.committee (
  matter_id uuid primary key,
  committee_id text not null unique,
  name text not null check (name like '%人民调解委员会%'),
  kind text not null check (kind in ('VILLAGE', 'RESIDENT', 'TOWNSHIP', 'SUBDISTRICT', 'ENTERPRISE', 'INSTITUTION', 'REGIONAL',
    'INDUSTRY_PROFESSIONAL', 'OTHER_ORG')),
  level text not null check (level in ('VILLAGE', 'TOWN', 'COUNTY', 'CITY')),
  field text,
  establisher_id text not null,
  establisher_kind text not null,
  zone_code text,
  address text not null,
  phone text,
  is_multi_ethnic_area boolean not null,
  is_imported boolean not null,
  established_on date not null,
  dissolved_on date,
  state text not null check (state in ('UNFILED', 'FILING', 'ACTIVE', 'DISSOLVED')),
  filing_authority text not null check (filing_authority in ('county', 'city')),
  first_filed_on date,
  filed_known_at timestamptz,
  recorded_at timestamptz not null,
  rectifying_until date,
  successor_id text,
  agency_id text not null,
  town_code text,
  county_code text not null,
  reader text[],
  check (dissolved_on >= established_on),
  check ((first_filed_on is null) = (filed_known_at is null)),
  check ((state = 'DISSOLVED') = (dissolved_on is not null)),
  check (kind <> 'INDUSTRY_PROFESSIONAL' or field is not null)
);
comment on column mediation.committee.first_filed_on is 'day on which the filing of its establishing was registered: only then is a committee counted';
create index committee_county on mediation.committee (county_code);
create index committee_town on mediation.committee (town_code);
create index committee_reader on mediation.committee using gin (reader);

create table mediation.term (
  matter_id uuid not null,
  no integer not null check (no >= 1),
  committee_id text not null,
  start_on date not null,
  end_on date not null,
  meeting_kind text not null,
  member_count integer not null check (member_count between 3 and 9),
  woman_count integer not null check (woman_count >= 1),
  minority_count integer not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no),
  check (end_on = (start_on + interval '3 years')::date)
);
comment on column mediation.term.end_on is 'three years from start_on, that day itself no longer in the term';

create table mediation.filing (
  matter_id uuid not null,
  filing_id integer not null,
  event text not null check (event in ('ESTABLISH', 'CHANGE', 'DISSOLVE', 'ROOM_ESTABLISH', 'ROOM_CHANGE', 'ROOM_DISSOLVE', 'APPOINT',
    'HIRE', 'REMOVE', 'DISMISS')),
  event_on date not null,
  state text not null check (state in ('PENDING', 'SUBMITTED', 'RETURNED', 'ACCEPTED')),
  submitted_on date,
  accepted_on date,
  returned_on date,
  return_count integer not null check (return_count <= 1),
  authority_id text,
  court_notice_on date,
  web_published_on date,
  defects text[] not null,
  room_id uuid,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, filing_id),
  check ((state = 'ACCEPTED') = (accepted_on is not null))
);

create table mediation.room (
  room_id uuid primary key,
  matter_id uuid not null,
  committee_id text not null,
  name text not null,
  kind text not null check (kind in ('STATIONED', 'PERSONAL')),
  host_agency_id text,
  address text not null,
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
comment on table mediation.room is 'rooms are parts of a committee and never counted as one';
create index room_committee on mediation.room (committee_id);

create table mediation.rectification (
  matter_id uuid not null,
  n integer not null,
  ordered_on date not null,
  until_on date not null,
  violation text not null,
  finding text not null check (finding <> ''),
  ended_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, n)
);

create table mediation.seat (
  matter_id uuid primary key,
  party_id uuid not null,
  committee_id text not null,
  name text not null,
  sex text not null check (sex in ('male', 'female')),
  is_minority boolean,
  education text,
  specialties text[] not null,
  is_court_roster boolean not null,
  is_expert boolean not null,
  role text not null check (role in ('HEAD', 'DEPUTY', 'MEMBER', 'HIRED_MEDIATOR')),
  basis text not null check (basis in ('ELECTED', 'HIRED')),
  work_mode text not null check (work_mode in ('FULL_TIME', 'PART_TIME')),
  start_on date not null,
  end_on date,
  end_reason text check (end_reason in ('EXPIRE', 'RESIGN', 'REMOVED', 'DISMISSED', 'DEATH', 'COMMITTEE_DISSOLVED')),
  term_no integer,
  term_end_on date,
  contract_end_on date,
  elected_by text,
  hired_by text,
  recorded_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check (end_on >= start_on),
  check ((end_on is null) = (end_reason is null)),
  check (role = 'HIRED_MEDIATOR' or term_no is not null),
  check (role <> 'HIRED_MEDIATOR' or basis = 'HIRED')
);
comment on table mediation.seat is 'one person at one committee; in office on d where start_on <= d and (end_on is null or d < end_on)';
create index seat_party on mediation.seat (party_id);
create index seat_committee on mediation.seat (committee_id);
create index seat_county on mediation.seat (county_code);
create index seat_reader on mediation.seat using gin (reader);

create table mediation.seat_status (
  matter_id uuid not null,
  since date not null,
  party_id uuid not null,
  work_mode text not null check (work_mode in ('FULL_TIME', 'PART_TIME')),
  is_primary boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, since)
);
comment on table mediation.seat_status is 'full or part time and main committee, as declared from each day on';

create table mediation.seat_personal (
  matter_id uuid primary key,
  id_number text,
  birth_on date,
  ethnicity text,
  phone text,
  political_status text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);

create table mediation.training (
  matter_id uuid not null,
  n integer not null,
  party_id uuid not null,
  trained_on date not null,
  hours integer not null check (hours > 0),
  kind text not null check (kind in ('PRE_POST', 'ANNUAL', 'SPECIAL')),
  organiser text not null,
  recorded_at timestamptz not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, n)
);
create index training_party on mediation.training (party_id, trained_on);

create table mediation.misconduct (
  matter_id uuid not null,
  n integer not null,
  party_id uuid not null,
  kind text not null check (kind in ('PARTIALITY', 'INSULT', 'GAIN', 'LEAK', 'DUTY_BREACH')),
  severity text not null check (severity in ('MINOR', 'SERIOUS')),
  action text not null check (action in ('ADMONISHED', 'REMOVED', 'DISMISSED')),
  dispute_id uuid,
  verified_on date,
  acted_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, n)
);
create index misconduct_party on mediation.misconduct (party_id);

create table mediation.subsidy_rule (
  rule_id text primary key,
  county_code text not null,
  form text not null check (form in ('WRITTEN', 'ORAL', 'NONE')),
  tier text not null,
  is_settled boolean not null,
  amount_fen bigint not null check (amount_fen >= 0),
  effective_from date not null,
  unique (county_code, form, tier, is_settled, effective_from)
);
comment on table mediation.subsidy_rule is 'each county''s own table of subsidies, a convention and not statute; reference data without a policy';
