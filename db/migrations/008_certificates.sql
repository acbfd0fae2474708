-- Certificates of administrative enforcement (行政执法证件) as their issuing organs gave them: whose, for what, from when to when.
create table kernel.certificate (
  matter_id uuid primary key,
  number text not null,
  kind text not null check (kind in ('ENFORCEMENT', 'OTHER')),
  officer_id text not null,
  agency_id text not null,
  field text not null,
  region text not null,
  issuer text not null,
  exam_passed_on date,
  issued_on date not null,
  valid_from date not null,
  valid_to date not null,
  state text not null check (state in ('VALID', 'SUSPENDED', 'WITHDRAWN')),
  state_since date not null,
  ended_because text check (ended_because in ('LEFT', 'REPLACED', 'CANCELLED', 'MISTAKE')),
  check (valid_to > valid_from)
);
comment on table kernel.certificate is 'written by acts of office.certificate; valid from and to are left closed, right open, so that valid_to is the day after the last day printed';
comment on column kernel.certificate.state is 'as last registered; that a certificate has expired follows from valid_to and is never stored';
comment on column kernel.certificate.ended_because is 'a number registered by mistake is free again, every other stays taken';
create index certificate_officer on kernel.certificate (officer_id);
create index certificate_number on kernel.certificate (number);
