-- The kernel's tables. Every table under a policy carries its own scope columns (agency_id, town_code, county_code, reader):
-- no policy looks into another table. Policies themselves come from src/kernel/access.ts, the same source as the engine's predicates.

create schema kernel;
create schema if not exists auth;

create table kernel.setting (
  key text primary key,
  value text not null
);
comment on table kernel.setting is 'what this city is: demonstration flag, replay (file, scale, seed), calendar version';

create table kernel.place (
  code text primary key,
  name text not null,
  level text not null check (level in ('city', 'county', 'town')),
  kind text not null,
  parent_code text references kernel.place,
  valid_from date,
  valid_to date,
  is_valid_from_known boolean not null default false
);

create table kernel.agency (
  agency_id text primary key,
  name text not null,
  kind text not null,
  parent_id text references kernel.agency,
  county_code text,
  town_code text,
  zone_code text,
  letter text,
  matter_id uuid,
  valid_from date,
  valid_to date
);
comment on column kernel.agency.letter is 'the organ''s own characters (机关代字) in the numbers of its papers';
comment on column kernel.agency.matter_id is 'the matter whose act established it (a committee, a centre); null where it was imported';

create table kernel.agency_supervision (
  agency_id text not null references kernel.agency,
  supervisor_id text not null references kernel.agency,
  kind text not null,
  valid_from date,
  valid_to date,
  primary key (agency_id, supervisor_id, kind)
);

create table kernel.officer (
  officer_id text primary key,
  name text not null,
  party_id uuid,
  valid_from date,
  valid_to date
);

create table kernel.post (
  officer_id text not null,
  role text not null,
  scope_kind text not null check (scope_kind in ('agency', 'town', 'county', 'reader', 'city')),
  scope_value text not null,
  agency_id text not null,
  valid_from date not null,
  valid_to date,
  matter_id uuid,
  primary key (officer_id, role, scope_value, valid_from)
);
comment on table kernel.post is 'who may act in which role, where, and from when to when (left closed, right open)';
create index post_matter on kernel.post (matter_id) where matter_id is not null;

create table kernel.party (
  party_id uuid primary key,
  kind text not null check (kind in ('natural', 'legal', 'unincorporated', 'sole_trader', 'unknown')),
  key_hmac text unique
);
comment on column kernel.party.key_hmac is 'HMAC-SM3 over kind and number of the identity document, with a key outside the database; null where no document was shown';

-- Rows of the three tables that every act writes stay in one piece up to a page: compressing them took a quarter of the
-- server's time, and what is read with them is small.
create table kernel.matter (
  matter_id uuid primary key,
  procedure text not null,
  version text not null,
  state text not null,
  is_final boolean not null default false,
  number text,
  title text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  filed_on date not null,
  last_on date not null,
  last_n integer not null,
  head text not null,
  next_due date,
  is_urgent boolean not null,
  filed_by text not null,
  last_actor text not null,
  snapshot text not null
) with (fillfactor = 70, toast_tuple_target = 8160);
comment on column kernel.matter.snapshot is 'what later acts need of earlier ones (facts and limits), folded from the acts; verify folds it again and compares';
create index matter_agency on kernel.matter (agency_id, matter_id);
-- Few values and never changed: small enough that a count of the whole city reads it alone.
create index matter_procedure on kernel.matter (procedure);
create index matter_town on kernel.matter (town_code, matter_id) where town_code is not null;
create index matter_county on kernel.matter (county_code, matter_id);
create index matter_reader on kernel.matter using gin (reader) where reader is not null;
-- Numbers are found by their beginning; what is still open, by whoever has it before him. A matter ends once, so these cost no act.
create index matter_number on kernel.matter (number text_pattern_ops) where number is not null;
create index matter_open on kernel.matter (county_code) where not is_final;

create table kernel.act (
  act_id bigint generated always as identity primary key,
  matter_id uuid not null,
  n integer not null,
  action text not null,
  actor text not null,
  declared_on date not null,
  recorded_at timestamptz not null,
  committed_at timestamptz not null default clock_timestamp(),
  tx xid8 not null default pg_current_xact_id(),
  hash text not null,
  canonical text not null,
  is_internal boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  unique (matter_id, n)
) with (toast_tuple_target = 8160);
comment on column kernel.act.canonical is 'the bytes that were hashed; typed columns are copies for queries';

create table kernel.act_private (
  matter_id uuid not null,
  n integer not null,
  fields text not null,
  erased_by uuid,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, n)
) with (toast_tuple_target = 8160);
comment on column kernel.act_private.erased_by is 'the matter of the act that last emptied a value of this row: an erasure is a matter of its own';
comment on column kernel.act_private.seen_by is 'parties that may read the row; organs among the readers always may';
comment on column kernel.act_private.fields is 'JSON: pointer into the act → {salt, value}; emptied by an act of erasure';

create table kernel.matter_limit (
  matter_id uuid not null,
  limit_id text not null,
  subject text not null default '',
  state text not null check (state in ('running', 'paused', 'met', 'lapsed', 'void')),
  start_on date not null,
  due_raw date not null,
  due date not null,
  due_at timestamptz,
  outer_due date,
  is_provisional boolean not null default false,
  is_right boolean not null default false,
  calendar text not null,
  extended_to date,
  met_on date,
  procedure text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, limit_id, subject)
) with (fillfactor = 70);
create index limit_due on kernel.matter_limit (due) where state = 'running';
create index limit_agency_due on kernel.matter_limit (agency_id, due) where state = 'running';

create table kernel.claim (
  kind text not null,
  key text not null,
  matter_id uuid not null,
  is_exclusive boolean not null default false,
  is_released boolean not null default false,
  value text,
  primary key (kind, key, matter_id)
) with (fillfactor = 80);
create unique index claim_exclusive on kernel.claim (kind, key) where is_exclusive;
create index claim_matter on kernel.claim (matter_id);
comment on table kernel.claim is 'what guards see beyond their own matter: who holds what, no content; read by the engine alone';

create table kernel.number_series (
  series text primary key,
  last integer not null
);

create table kernel.matter_link (
  from_id uuid not null,
  to_id uuid not null,
  kind text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (from_id, to_id, kind)
);
create index matter_link_to on kernel.matter_link (to_id);

create table kernel.handover (
  handover_id uuid primary key,
  matter_id uuid not null,
  procedure text not null,
  to_agency text not null,
  state text not null check (state in ('offered', 'withdrawn')),
  facts text not null,
  offered_on date not null,
  -- How many answers the giver's matter has recorded.
  heard integer not null default 0,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create index handover_matter on kernel.handover (matter_id);
create index handover_to on kernel.handover (to_agency);
comment on table kernel.handover is 'an offer by the giver''s act; facts hold no personal data';

create table kernel.handover_answer (
  handover_id uuid primary key,
  matter_id uuid not null,
  from_matter uuid not null,
  to_agency text not null,
  state text not null check (state in ('taken', 'refused', 'ended')),
  answered_on date not null,
  n integer not null,
  facts text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create index handover_answer_from on kernel.handover_answer (from_matter);
create index handover_answer_matter on kernel.handover_answer (matter_id);
comment on table kernel.handover_answer is 'what the receiver''s own matter says of the offer, the last answer counting; to_agency is the giver';

-- Papers and files: what acts issue, void, serve and attach.
create table kernel.document (
  document_id uuid primary key,
  matter_id uuid not null,
  n integer not null,
  template text not null,
  version text not null,
  title text not null,
  number text,
  issued_on date not null,
  issued_by text not null,
  code text not null unique,
  hash text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  unique (issued_by, number)
);
create index document_matter on kernel.document (matter_id, n);
comment on table kernel.document is 'papers issued; built again from their act whenever they are opened';
comment on column kernel.document.code is 'what the QR code of the paper carries';

create table kernel.document_void (
  document_id uuid primary key references kernel.document,
  matter_id uuid not null,
  n integer not null,
  voided_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create index document_void_matter on kernel.document_void (matter_id);

create table kernel.service (
  document_id uuid not null references kernel.document,
  recipient text not null,
  matter_id uuid not null,
  n integer not null,
  way text not null check (way in ('DIRECT', 'LEFT', 'ELECTRONIC', 'ENTRUSTED', 'MAIL', 'FORWARDED', 'PUBLIC_NOTICE')),
  served_on date not null,
  file_id uuid,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (document_id, recipient, n)
);
create index service_matter on kernel.service (matter_id);

create table kernel.file (
  file_id uuid primary key,
  matter_id uuid not null,
  n integer not null,
  label text not null,
  type text not null,
  size_bytes bigint not null check (size_bytes > 0),
  hash text not null,
  stored text,
  name text,
  salt text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  check ((name is null) = (stored is null) and (salt is null) = (stored is null))
);
create index file_matter on kernel.file (matter_id, n);
comment on table kernel.file is 'files that acts name; their content lies under FADU_HOME/files';
comment on column kernel.file.stored is 'keyed id of the content within its matter; null once erased';
comment on column kernel.file.hash is 'SM3 of salt and the content''s SM3, as the act has it; it stays when the content is erased';

create table kernel.wording (
  agency_id text not null,
  template text not null,
  name text not null,
  valid_from date not null,
  text text not null,
  matter_id uuid not null,
  primary key (agency_id, template, name, valid_from)
);
create index wording_matter on kernel.wording (matter_id);
comment on table kernel.wording is 'an agency''s own words in its papers, from a day on';

create table kernel.request_key (
  actor text not null,
  key text not null,
  content text not null,
  answer text not null,
  primary key (actor, key)
);

create table kernel.finding (
  matter_id uuid primary key,
  rule text not null,
  severity text not null check (severity in ('RED', 'YELLOW')),
  subject_id uuid,
  subject_key text not null,
  since date not null,
  found_on date not null,
  closed_on date,
  state text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  unique (rule, subject_key, since)
);

create table kernel.published (
  kind text not null,
  id text not null,
  matter_id uuid not null,
  published_on date not null,
  withdrawn_on date,
  content text not null,
  primary key (kind, id)
);
comment on table kernel.published is 'what an act made public, masked when it was made; the portal reads nothing else';

create table kernel.calendar_day (
  version text not null,
  day date not null,
  is_workday boolean not null,
  primary key (version, day)
);

create table kernel.calendar_notice (
  matter_id uuid primary key,
  year integer not null,
  version text not null,
  holidays text[] not null,
  workdays text[] not null,
  source text not null,
  recorded_at timestamptz not null
);
comment on table kernel.calendar_notice is 'yearly notices on holidays, each by its act; the calendar is the one shipped with these put in';

-- The record: one gapless tree over all acts, and its signed heads.
create table kernel.seal_leaf (
  leaf bigint primary key,
  act_id bigint not null unique,
  hash text not null
);
create table kernel.seal_node (
  level integer not null,
  idx bigint not null,
  hash text not null,
  primary key (level, idx)
);
create table kernel.checkpoint (
  size bigint primary key,
  root text not null,
  note text not null,
  frontier text not null,
  signed_at timestamptz not null
);

-- The report: a figure is computed once with the whole city's scope and kept with its rows.
create table kernel.figure_run (
  run_id uuid primary key,
  year integer not null,
  as_of date not null,
  known_at timestamptz not null,
  computed_at timestamptz not null
);
create table kernel.figure_value (
  run_id uuid not null references kernel.figure_run on delete cascade,
  indicator text not null,
  rule_version text not null,
  value numeric,
  numerator numeric,
  denominator numeric,
  records bigint not null,
  rows_hash text not null,
  primary key (run_id, indicator)
);
create table kernel.figure_row (
  run_id uuid not null references kernel.figure_run on delete cascade,
  indicator text not null,
  record_id uuid not null,
  matter_id uuid,
  counted_on date not null,
  in_numerator boolean not null,
  amount numeric not null default 1,
  place text,
  agency_id text,
  town_code text,
  county_code text,
  reader text[],
  primary key (run_id, indicator, record_id)
);

-- Says, in the middle of an upsert, that a row of one matter was about to become another's (see insertSql in src/kernel/db.ts).
create function kernel.refuse_move(of_table text, from_matter uuid, to_matter uuid) returns uuid language plpgsql as $$
begin
  raise exception 'invariant: a row of % does not move from matter % to %', of_table, from_matter, to_matter;
end $$;
