-- Which of several organs handles a petition, and how that was settled.
create table centre.petition_conference (
  matter_id uuid not null,
  no int not null,
  way text not null check (way in ('CONSULTED', 'SUPERIOR', 'JOINT_MEETING')),
  decider text,
  held_on date not null,
  unit_ids text[] not null check (cardinality(unit_ids) >= 2),
  lead_agency_id text not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no),
  check (way = 'CONSULTED' or decider is not null)
);
comment on column centre.petition_conference.way is '确定的方式';
comment on column centre.petition_conference.decider is '决定、协调的机关';
comment on column centre.petition_conference.held_on is '会商日期';
comment on column centre.petition_conference.lead_agency_id is '办理单位';
