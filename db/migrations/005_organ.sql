-- What an agency is as an organ of the state: level, kind, whose it is and who stands above it. Competence is computed from it.
-- Organs outside the city that stand above its own are rows too, although they are no agencies of this platform.
create table kernel.organ (
  agency_id text not null,
  name text not null,
  level text not null check (level in ('STATE', 'PROVINCE', 'CITY', 'COUNTY', 'TOWN')),
  kind text not null check (kind in ('GOVERNMENT', 'DEPARTMENT', 'DISPATCHED_ORGAN', 'DISPATCHED_BODY', 'AUTHORIZED_ORG')),
  government_id text,
  superior_id text,
  parent_id text,
  vertical text not null default 'NONE' check (vertical in ('NONE', 'CENTRAL', 'SUB_PROVINCIAL')),
  is_tax boolean not null default false,
  is_state_security boolean not null default false,
  is_recon_justice_bureau boolean not null default false,
  own_name_basis text not null default 'NONE' check (own_name_basis in ('LAW', 'REGULATION', 'RULE', 'NONE')),
  is_territorial boolean not null default false,
  seat_government_id text,
  is_by_document boolean not null default false,
  valid_from date not null,
  valid_to date,
  primary key (agency_id, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
comment on table kernel.organ is 'dated: one row for each time in which an organ stood so; written from the city''s data';
comment on column kernel.organ.government_id is 'the government of the same level whose department it is (本级政府)';
comment on column kernel.organ.superior_id is 'of a government the next one up, of a department the department one level up (上一级)';
comment on column kernel.organ.parent_id is 'who set it up or manages it, of dispatched organs and bodies and authorised organisations';
comment on column kernel.organ.own_name_basis is 'what lets a body or an organisation act in its own name';
comment on column kernel.organ.is_territorial is 'set up by administrative division (按行政区划设立)';
comment on column kernel.organ.seat_government_id is 'the government of the place where it sits';
comment on column kernel.organ.is_by_document is 'what it is rests on the document that set it up: a person confirms its competence';
