-- Who has applied for judicial confirmation of which agreement: all parties or, so far, only some.
create table mediation.confirm_application (
  matter_id uuid not null,
  agreement_no int not null,
  party_seq int not null,
  applied_on date not null,
  court_agency_id text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, agreement_no, court_agency_id, party_seq)
);
comment on column mediation.confirm_application.applied_on is '申请日';
comment on column mediation.confirm_application.court_agency_id is '人民法院';
