-- The time for applying, each time that it was counted: first by the application, then by what the organ has established.
create table reconsideration.application_period (
  matter_id uuid not null,
  no int not null,
  counted_on date not null,
  known_way text,
  known_on date,
  made_on date,
  remedy_noticed text not null check (remedy_noticed in ('FULL', 'PARTIAL', 'NONE')),
  remedy_known_on date,
  is_real_estate boolean not null,
  rule text not null check (rule in ('FROM_KNOWLEDGE', 'FROM_REMEDY', 'ONE_YEAR', 'MAXIMUM', 'FROM_DUTY', 'NONE')),
  due_on date,
  timeliness text,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);
comment on column reconsideration.application_period.counted_on is '核算日';
comment on column reconsideration.application_period.known_on is '知道行政行为之日';
comment on column reconsideration.application_period.made_on is '作出日';
comment on column reconsideration.application_period.remedy_known_on is '知道救济权利之日';
comment on column reconsideration.application_period.due_on is '申请期限末日';
